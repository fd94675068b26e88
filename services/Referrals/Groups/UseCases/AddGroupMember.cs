namespace Tyokyky.Referrals.UseCases;

/// <summary>Adds a member to a standing group.</summary>
[Access(Role.Coordinator | Role.Manager, Relation.Owner)]
internal sealed class AddGroupMember(StandingGroupChange change, MeetingPeople people, TimeProvider time, IBusinessClock clock)
{
    public Task<AddGroupMemberResponse> Handle(AddGroupMemberRequest request, Call call)
    {
        var given = new NewMeetingParticipant { ProfessionalId = request.ProfessionalId, Organisation = request.Organisation, Name = request.Name, Profession = request.Profession };
        Check.Shape(check =>
        {
            check.Uuid("group_id", request.GroupId).Code("role", request.Role, "group-role", clock.CodeDay(request.FromDay)).OptionalPeriod(request.FromDay, request.ToDay);
            MeetingPeople.CheckShape(check, given, clock.CodeDay(request.FromDay));
            check.That(request.ProfessionalId.Length > 0 || request.Name.Length > 0, "name", "FIELD_REQUIRED", "given, unless professional_id is");
        });
        var id = Guid.CreateVersion7(time.GetUtcNow());
        return change.Do(
            request.GroupId,
            request.Etag,
            request,
            call,
            async group =>
            {
                var person = (await people.ResolveAsync("", [given], call))[0];
                var from = request.FromDay?.ToDay() ?? clock.Today;
                return group.Add(new GroupMember(id, person.Organisation, person.Professional, person.Name, person.Profession, request.Role, from, request.ToDay?.ToDay()), clock.Now);
            },
            group => new AddGroupMemberResponse { Group = group, MemberId = id.ToString() });
    }
}
