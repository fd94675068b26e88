namespace Tyokyky.Referrals.UseCases;

/// <summary>Takes a merge back that was a mistake.</summary>
[Access(Workers, Relation.Controller)]
internal sealed class SplitClients(UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public async Task<SplitClientsResponse> Handle(SplitClientsRequest request, Call call)
    {
        var merge = await unitOfWork.LoadAsync(call, request, ClientMergeStore.ById(Guid.Parse(request.MergeId)));
        call.SetAuditSubject(merge?.Kept.ToString(), "client-merge", request.MergeId);
        call.Authorize(merge, merge is { ByCode: false } && merge.Controller == call.Caller.Organisation ? Relation.Controller : null);
        if (call.Replay<SplitClientsResponse>() is { } done)
        {
            return done;
        }

        var split = merge.Split(time.GetUtcNow());

        var commit = unitOfWork.Commit(call, request);
        ClientMergeStore.Split(commit, split);
        return await commit
            .Transition(new Transition(merge.ObjectType, merge.Id, "merged", "split", clock.Now, Note: request.Reason))
            .Fact(
                new ClientsSplit { MergeId = request.MergeId, KeptClientId = merge.Kept.ToString(), MergedClientId = merge.Merged.ToString() }, merge.Kept.ToString(), merge.Merged.ToString())
            .LogChange(merge.Kept, "client", merge.Kept)
            .LogChange(merge.Merged, "client", merge.Merged)
            .SaveAsync(new SplitClientsResponse { Merge = split.ToMessage() });
    }
}
