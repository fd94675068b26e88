namespace Tyokyky.Referrals.UseCases;

/// <summary>The client is in the queue for the service.</summary>
[Access(Workers, Shared)]
internal sealed class QueueNeed(NeedChange change)
{
    public Task<QueueNeedResponse> Handle(QueueNeedRequest request, Call call) => change.Do(
        new NeedCommand(NeedAction.QueueNeed, request.NeedId, request.Etag) { Provider = request.Provider, EffectiveOn = request.EffectiveOn },
        request,
        call,
        need => new QueueNeedResponse { Need = need });
}
