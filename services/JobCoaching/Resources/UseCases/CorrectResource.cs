namespace Tyokyky.JobCoaching.Resources;

/// <summary>Tells an entry anew as it was.</summary>
[Access(Role.Manager | Role.Coordinator, Relation.Owner)]
internal sealed class CorrectResource(ResourceChanges resources, Database database, IBusinessClock clock)
{
    public void Validate(CorrectResourceRequest request, Check check) => check
        .Resource(request.Details, clock)
        .OptionalCode("reason", request.Reason, "correction-reason", clock.Today);

    public Task<CorrectResourceResponse> Handle(CorrectResourceRequest request, Call call)
    {
        return resources.ChangeAsync(
            request,
            call,
            ResourceStore.Whole(Guid.Parse(request.ResourceId)),
            async resource =>
            {
                var corrected = resource.Correct(
                    request.Details.TypeOf(), request.Details.ToDomain(resource.Organisation), request.Reason, clock.Today);
                await database.RequireProgrammeAsync(corrected.Resource.Told.Programme, call.Cancel);
                return corrected;
            },
            resource => new CorrectResourceResponse { Resource = resource });
    }
}
