namespace Tyokyky.JobCoaching.Results;

/// <summary>Records the end of a result, and what it led to.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class EndResult(ResultKind results, IBusinessClock clock)
{
    public void Validate(EndResultRequest request, Check check) =>
        check.OptionalCode("outcome", request.Outcome, "result-outcome", clock.CodeDay(request.EndedOn));

    public Task<EndResultResponse> Handle(EndResultRequest request, Call call)
    {
        return results.ChangeAsync(
            request,
            call,
            ResultStore.Whole(Guid.Parse(request.ResultId)),
            result =>
            {
                Check.Shape(check => check.Code("reason", request.Reason, ResultRules.Of(result.Type).EndReasons, clock.CodeDay(request.EndedOn)));
                return result.End(request.EndedOn.ToDay(), request.Reason, request.Outcome);
            },
            result => new EndResultResponse { Result = result });
    }
}
