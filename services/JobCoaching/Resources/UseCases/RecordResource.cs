namespace Tyokyky.JobCoaching.Resources;

/// <summary>Records working time, a cost or a budget.</summary>
[Access(Role.Manager | Role.Coordinator)]
internal sealed class RecordResource(ResourceChanges resources, UnitOfWork unitOfWork, Database database, TimeProvider time, IBusinessClock clock)
{
    public void Validate(RecordResourceRequest request, Check check) => check.Resource(request.Details, clock);

    public Task<RecordResourceResponse> Handle(RecordResourceRequest request, Call call)
    {
        return unitOfWork
            .Load(request, call)
            .ForEveryone()
            .WriteAsync(async (_, commit) =>
            {
                var resource = new Resource
                {
                    Id = Guid.CreateVersion7(time.GetUtcNow()),
                    Organisation = call.Caller.Organisation,
                    Type = request.Details.TypeOf(),
                    Told = request.Details.ToDomain(call.Caller.Organisation),
                };
                await database.RequireProgrammeAsync(resource.Told.Programme, call.Cancel);

                await resources.ApplyAsync(commit, null, (resource, resource.Recorded()));
                return new RecordResourceResponse { Resource = resource.ToMessage(call.Caller) };
            });
    }
}
