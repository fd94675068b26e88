namespace Tyokyky.Referrals.UseCases;

/// <summary>The client got the service.</summary>
[Access(Workers, Shared)]
internal sealed class ReceiveNeed(NeedChange change)
{
    public Task<ReceiveNeedResponse> Handle(ReceiveNeedRequest request, Call call) => change.Do(
        new NeedCommand(NeedAction.ReceiveNeed, request.NeedId, request.Etag) { Provider = request.Provider, EffectiveOn = request.EffectiveOn },
        request,
        call,
        need => new ReceiveNeedResponse { Need = need });
}
