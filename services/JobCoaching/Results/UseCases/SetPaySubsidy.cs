namespace Tyokyky.JobCoaching.Results;

/// <summary>A job begins or ceases to be supported by pay subsidy.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class SetPaySubsidy(ResultKind results)
{
    public Task<SetPaySubsidyResponse> Handle(SetPaySubsidyRequest request, Call call)
    {
        return results.ChangeAsync(
            request,
            call,
            ResultStore.Whole(Guid.Parse(request.ResultId)),
            result => result.Subsidise(request.PaySubsidised, request.FromDay.ToDay()),
            result => new SetPaySubsidyResponse { Result = result });
    }
}
