namespace Tyokyky.JobCoaching.Groups;

/// <summary>Creates a group of the caller's organisation.</summary>
[Access(Role.Coach | Role.Coordinator)]
internal sealed class CreateGroup(GroupChanges groups, UnitOfWork unitOfWork, Database database, TimeProvider time, IBusinessClock clock)
{
    public void Validate(CreateGroupRequest request, Check check) => check.Group(request.Details, clock);

    public Task<CreateGroupResponse> Handle(CreateGroupRequest request, Call call)
    {
        return unitOfWork
            .Load(request, call)
            .ForEveryone()
            .WriteAsync(async (_, commit) =>
            {
                var group = new CoachingGroup
                {
                    Id = Guid.CreateVersion7(time.GetUtcNow()),
                    Organisation = call.Caller.Organisation,
                    Told = request.Details.ToDomain(),
                };
                await database.RequireKnownAsync(group.Told, call);

                await groups.ApplyAsync(commit, null, (group, group.Created(clock.Now)));
                return new CreateGroupResponse { Group = group.ToMessage() };
            });
    }
}
