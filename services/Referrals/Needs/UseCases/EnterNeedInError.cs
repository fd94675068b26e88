namespace Tyokyky.Referrals.Needs;

/// <summary>The need was recorded by mistake.</summary>
[Access(Workers, Relation.Owner)]
internal sealed class EnterNeedInError(NeedKind needs, IBusinessClock clock)
{
    public void Validate(EnterNeedInErrorRequest request, Check check) => check
        .OptionalCode("reason", request.Reason, NeedTable.RuleOf(NeedAction.EnterNeedInError).ReasonSystem!, clock.Today);

    public Task<EnterNeedInErrorResponse> Handle(EnterNeedInErrorRequest request, Call call) => needs.DoAsync(
        new NeedCommand(NeedAction.EnterNeedInError, request.NeedId) { Reason = request.Reason },
        request,
        call,
        need => new EnterNeedInErrorResponse { Need = need });
}
