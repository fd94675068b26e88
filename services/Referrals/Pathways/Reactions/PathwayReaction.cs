namespace Tyokyky.Referrals.Reactions;

/// <summary>What another service's fact does to the client's pathways.</summary>
internal sealed class PathwayReaction(PathwayKind pathways, TimeProvider time, IBusinessClock clock)
{
    public Task StartedAsync(FollowedService service, FactTransaction transaction, CancellationToken cancel) =>
        DoAsync(service, (pathway, mayLearn) => PathwayFollowing.Started(pathway, service, mayLearn, clock.Today, Guid.CreateVersion7(time.GetUtcNow())), transaction, cancel);

    public Task EndedAsync(FollowedService service, string outcome, FactTransaction transaction, CancellationToken cancel) =>
        DoAsync(service, (pathway, _) => PathwayFollowing.Ended(pathway, service, outcome), transaction, cancel);

    private async Task DoAsync(FollowedService service, Func<Pathway, bool, (Pathway Pathway, Transition Transition)?> follow, FactTransaction transaction, CancellationToken cancel)
    {
        foreach (var (id, mayLearn) in await transaction.ListAsync(PathwayStore.OpenOf(service.ClientId, service.Organisation), cancel))
        {
            var (found, steps) = await transaction.ManyAsync(PathwayStore.ById(id), PathwayStore.StepsOf(id), cancel);
            var before = found! with { Steps = steps! };
            if (follow(before, mayLearn) is not { } followed)
            {
                continue;
            }

            var commit = transaction.Commit();
            await pathways.ApplyAsync(commit, before, followed);
            await commit.SaveAsync();
        }
    }
}
