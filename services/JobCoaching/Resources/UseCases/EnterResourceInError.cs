namespace Tyokyky.JobCoaching.Resources;

/// <summary>The entry was a mistake.</summary>
[Access(Role.Manager | Role.Coordinator, Relation.Owner)]
internal sealed class EnterResourceInError(ResourceChanges resources, IBusinessClock clock)
{
    public void Validate(EnterResourceInErrorRequest request, Check check) => check.OptionalCode("reason", request.Reason, "error-reason", clock.Today);

    public Task<EnterResourceInErrorResponse> Handle(EnterResourceInErrorRequest request, Call call)
    {
        return resources.ChangeAsync(
            request,
            call,
            ResourceStore.Whole(Guid.Parse(request.ResourceId)),
            resource => resource.EnterInError(request.Reason, request.Note, clock.Today),
            resource => new EnterResourceInErrorResponse { Resource = resource });
    }
}
