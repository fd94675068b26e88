namespace Tyokyky.Referrals.Needs;

/// <summary>The client or the service declined.</summary>
[Access(Workers, Shared)]
internal sealed class DeclineNeed(NeedKind needs, IBusinessClock clock)
{
    public void Validate(DeclineNeedRequest request, Check check) => check
        .OptionalCode("reason", request.Reason, NeedTable.RuleOf(NeedAction.DeclineNeed).ReasonSystem!, clock.CodeDay(request.EffectiveOn));

    public Task<DeclineNeedResponse> Handle(DeclineNeedRequest request, Call call) => needs.DoAsync(
        new NeedCommand(NeedAction.DeclineNeed, request.NeedId) { Reason = request.Reason, Note = request.Note, EffectiveOn = request.EffectiveOn },
        request,
        call,
        need => new DeclineNeedResponse { Need = need });
}
