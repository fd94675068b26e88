namespace Tyokyky.Referrals.UseCases;

/// <summary>There is no such service.</summary>
[Access(Workers, Shared)]
internal sealed class MarkNeedWithoutService(NeedChange change)
{
    public Task<MarkNeedWithoutServiceResponse> Handle(MarkNeedWithoutServiceRequest request, Call call) => change.Do(
        new NeedCommand(NeedAction.MarkNeedWithoutService, request.NeedId, request.Etag) { Note = request.Note, EffectiveOn = request.EffectiveOn },
        request,
        call,
        need => new MarkNeedWithoutServiceResponse { Need = need });
}
