namespace Tyokyky.JobCoaching.Groups;

/// <summary>Plans a session of a group.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class PlanGroupSession(GroupSessionChanges sessions, UnitOfWork unitOfWork, TimeProvider time)
{
    public Task<PlanGroupSessionResponse> Handle(PlanGroupSessionRequest request, Call call)
    {
        var id = Guid.Parse(request.GroupId);

        return unitOfWork
            .Load(request, call, GroupStore.ById(id).Fenced(GroupStore.CoachingGroupRow.Fence))
            .Authorize(_ => new AuditSubject(null, "coaching-group", id), group => group?.RelationOf(call.Caller))
            .WriteAsync(async (group, commit) =>
            {
                group!.MayMeet(request.OnDay.ToDay());
                var session = new GroupSession
                {
                    Id = Guid.CreateVersion7(time.GetUtcNow()),
                    GroupId = group.Id,
                    Organisation = group.Organisation,
                    Kind = group.Told.Kind,
                    Programme = group.Told.Programme,
                    On = request.OnDay.ToDay(),
                    Minutes = request.Minutes,
                    Place = request.Place,
                    Topic = request.Topic,
                };

                await sessions.ApplyAsync(commit, null, (session, session.Planned()));
                return new PlanGroupSessionResponse { Session = session.ToMessage() };
            });
    }
}
