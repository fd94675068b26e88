namespace Tyokyky.Referrals.Clients;

/// <summary>Takes a merge back that was a mistake.</summary>
[Access(Workers, Relation.Controller)]
internal sealed class SplitClients(UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public Task<SplitClientsResponse> Handle(SplitClientsRequest request, Call call)
    {
        var id = Guid.Parse(request.MergeId);

        return unitOfWork
            .Load(request, call, ClientMergeStore.ById(id).Unguarded("the commit splits it, if nobody has"))
            .Authorize(
                merge => new AuditSubject(merge?.Kept, "client-merge", id),
                merge => merge is { ByCode: false } && merge.Controller == call.Caller.Organisation ? Relation.Controller : null)
            .WriteAsync((merge, commit) =>
            {
                var split = merge!.Split(time.GetUtcNow());

                ClientMergeStore.Split(commit, split);
                commit
                    .Transition(new Transition(split.ObjectType, split.Id, "merged", "split", clock.Now, Note: request.Reason))
                    .Fact(
                        new ClientsSplit { MergeId = split.Id.ToString(), KeptClientId = split.Kept.ToString(), MergedClientId = split.Merged.ToString() },
                        split.Kept.ToString(), split.Merged.ToString())
                    .LogChange(split.Kept, "client", split.Kept)
                    .LogChange(split.Merged, "client", split.Merged);
                return ValueTask.FromResult(new SplitClientsResponse { Merge = split.ToMessage() });
            });
    }
}
