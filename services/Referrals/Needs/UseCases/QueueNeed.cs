namespace Tyokyky.Referrals.Needs;

/// <summary>The client is in the queue for the service.</summary>
[Access(Workers, Shared)]
internal sealed class QueueNeed(NeedKind needs)
{
    public Task<QueueNeedResponse> Handle(QueueNeedRequest request, Call call) => needs.DoAsync(
        new NeedCommand(NeedAction.QueueNeed, request.NeedId) { Provider = request.Provider, EffectiveOn = request.EffectiveOn },
        request,
        call,
        need => new QueueNeedResponse { Need = need });
}
