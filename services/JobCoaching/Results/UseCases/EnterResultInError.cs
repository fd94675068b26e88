namespace Tyokyky.JobCoaching.Results;

/// <summary>The result was a mistake.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class EnterResultInError(ResultKind results, IBusinessClock clock)
{
    public void Validate(EnterResultInErrorRequest request, Check check) => check.OptionalCode("reason", request.Reason, "error-reason", clock.Today);

    public Task<EnterResultInErrorResponse> Handle(EnterResultInErrorRequest request, Call call)
    {
        return results.ChangeAsync(
            request,
            call,
            ResultStore.Whole(Guid.Parse(request.ResultId)),
            result => result.EnterInError(request.Reason, request.Note, clock.Today),
            result => new EnterResultInErrorResponse { Result = result });
    }
}
