namespace Tyokyky.Referrals.Needs;

/// <summary>There is no such service.</summary>
[Access(Workers, Shared)]
internal sealed class MarkNeedWithoutService(NeedKind needs)
{
    public Task<MarkNeedWithoutServiceResponse> Handle(MarkNeedWithoutServiceRequest request, Call call) => needs.DoAsync(
        new NeedCommand(NeedAction.MarkNeedWithoutService, request.NeedId) { Note = request.Note, EffectiveOn = request.EffectiveOn },
        request,
        call,
        need => new MarkNeedWithoutServiceResponse { Need = need });
}
