using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Pathways;

/// <summary>Steps of the client's pathways follow the team's cases and coachings: the step that waits for one starts, and ends with its outcome.</summary>
internal sealed class PathwayReactions(PathwayKind pathways, TimeProvider time, IBusinessClock clock) : IReactions
{
    private const string WithoutResult = "ended-without-result";

    public FactReactions From(string source) => source switch
    {
        "team" => FactReactions
            .To<CaseOpened>("FollowPathwayWhenCaseOpened", (fact, transaction, cancel) => StartAsync(Of(fact.Message), transaction, cancel))
            .On<CaseClosed>(
                "FollowPathwayWhenCaseClosed", (fact, transaction, cancel) => EndAsync(Of(fact.Message), Outcomes.OfCase(fact.Message), transaction, cancel))
            .On<CaseEnteredInError>(
                "FollowPathwayWhenCaseWasAMistake", (fact, transaction, cancel) => EndAsync(Of(fact.Message), WithoutResult, transaction, cancel)),
        "coaching" => FactReactions
            .To<CoachingStarted>("FollowPathwayWhenCoachingStarted", (fact, transaction, cancel) => StartAsync(Of(fact.Message), transaction, cancel))
            .On<CoachingEnded>("FollowPathwayWhenCoachingEnded", (fact, transaction, cancel) =>
                EndAsync(Of(fact.Message), Outcomes.OfCoaching(fact.Message), transaction, cancel)),
        _ => FactReactions.None,
    };

    private static FollowedService Of(CaseOpened told) =>
        FollowedService.OfCase(told.CaseId, told.TaskId, told.Client.ClientId, told.Organisation, told.OpenedOn.ToDay());

    private static FollowedService Of(CaseClosed told) =>
        FollowedService.OfCase(told.CaseId, told.TaskId, told.Client.ClientId, told.Organisation, told.ClosedOn.ToDay());

    private static FollowedService Of(CaseEnteredInError told) =>
        FollowedService.OfCase(told.CaseId, told.TaskId, told.ClientId, told.Organisation, told.EnteredOn.ToDay());

    private static FollowedService Of(CoachingStarted told) =>
        FollowedService.OfCoaching(told.CoachingId, told.Client.ClientId, told.Organisation, told.StartedOn.ToDay());

    private static FollowedService Of(CoachingEnded told) =>
        FollowedService.OfCoaching(told.CoachingId, told.Client.ClientId, told.Organisation, told.EndedOn.ToDay());

    private Task StartAsync(FollowedService service, FactTransaction transaction, CancellationToken cancel) =>
        DoAsync(
            service,
            (pathway, mayLearn) => PathwayFollowing.Started(pathway, service, mayLearn, clock.Today, Guid.CreateVersion7(time.GetUtcNow())),
            transaction,
            cancel);

    private Task EndAsync(FollowedService service, string outcome, FactTransaction transaction, CancellationToken cancel) =>
        DoAsync(service, (pathway, _) => PathwayFollowing.Ended(pathway, service, outcome), transaction, cancel);

    private async Task DoAsync(
        FollowedService service, Func<Pathway, bool, (Pathway Pathway, Transition Transition)?> follow, FactTransaction transaction, CancellationToken cancel)
    {
        foreach (var (id, mayLearn) in await transaction.ListAsync(PathwayStore.OpenOf(service.ClientId, service.Organisation), cancel))
        {
            var (found, steps) = await transaction.ManyAsync(PathwayStore.ById(id), PathwayStore.StepsOf(id), cancel);
            var before = found! with { Steps = steps! };
            if (follow(before, mayLearn) is { } followed)
            {
                var commit = transaction.Commit();
                await pathways.ApplyAsync(commit, before, followed);
                await commit.SaveAsync();
            }
        }
    }
}
