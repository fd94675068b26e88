using Tyokyky.Referrals.Networks;

namespace Tyokyky.Referrals.Groups;

/// <summary>Adds a member to a standing group.</summary>
[Access(Role.Coordinator | Role.Manager, Relation.Owner)]
internal sealed class AddGroupMember(StandingGroupKind groups, MeetingPeople people, TimeProvider time, IBusinessClock clock)
{
    public void Validate(AddGroupMemberRequest request, Check check)
    {
        var day = clock.CodeDay(request.FromDay);
        check.OptionalCode("role", request.Role, "group-role", day).OptionalPeriod(request.FromDay, request.ToDay);
        MeetingPeople.CheckShape(check, Given(request), day);
        check.That(request.ProfessionalId.Length > 0 || request.Name.Length > 0, "name", "FIELD_REQUIRED", "given, unless professional_id is");
    }

    public Task<AddGroupMemberResponse> Handle(AddGroupMemberRequest request, Call call)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        return groups.ChangeAsync(
            request,
            call,
            StandingGroupStore.Whole(Guid.Parse(request.GroupId)),
            async group =>
            {
                var person = (await people.ResolveAsync("", [Given(request)], call))[0];
                var from = request.FromDay?.ToDay() ?? clock.Today;
                return group.Add(
                    new GroupMember(id, person.Organisation, person.Professional, person.Name, person.Profession, request.Role, from, request.ToDay?.ToDay()),
                    clock.Now);
            },
            group => new AddGroupMemberResponse { Group = group, MemberId = id.ToString() });
    }

    private static NewMeetingParticipant Given(AddGroupMemberRequest request) =>
        new() { ProfessionalId = request.ProfessionalId, Organisation = request.Organisation, Name = request.Name, Profession = request.Profession };
}
