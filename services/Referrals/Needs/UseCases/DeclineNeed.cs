namespace Tyokyky.Referrals.UseCases;

/// <summary>The client or the service declined.</summary>
[Access(Workers, Shared)]
internal sealed class DeclineNeed(NeedChange change)
{
    public Task<DeclineNeedResponse> Handle(DeclineNeedRequest request, Call call) => change.Do(
        new NeedCommand(NeedAction.DeclineNeed, request.NeedId, request.Etag) { Reason = request.Reason, Note = request.Note, EffectiveOn = request.EffectiveOn },
        request,
        call,
        need => new DeclineNeedResponse { Need = need });
}
