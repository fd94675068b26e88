namespace Tyokyky.Referrals.Needs;

/// <summary>The client got the service.</summary>
[Access(Workers, Shared)]
internal sealed class ReceiveNeed(NeedKind needs)
{
    public Task<ReceiveNeedResponse> Handle(ReceiveNeedRequest request, Call call) => needs.DoAsync(
        new NeedCommand(NeedAction.ReceiveNeed, request.NeedId) { Provider = request.Provider, EffectiveOn = request.EffectiveOn },
        request,
        call,
        need => new ReceiveNeedResponse { Need = need });
}
