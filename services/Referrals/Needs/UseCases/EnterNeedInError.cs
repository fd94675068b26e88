namespace Tyokyky.Referrals.UseCases;

/// <summary>The need was recorded by mistake.</summary>
[Access(Workers, Relation.Owner)]
internal sealed class EnterNeedInError(NeedChange change)
{
    public Task<EnterNeedInErrorResponse> Handle(EnterNeedInErrorRequest request, Call call) => change.Do(
        new NeedCommand(NeedAction.EnterNeedInError, request.NeedId, request.Etag) { Reason = request.Reason },
        request,
        call,
        need => new EnterNeedInErrorResponse { Need = need });
}
