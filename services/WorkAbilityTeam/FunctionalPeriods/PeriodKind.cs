using Tyokyky.WorkAbilityTeam.Disclosures;

namespace Tyokyky.WorkAbilityTeam.FunctionalPeriods;

/// <summary>How periods change, and what others are told of it.</summary>
internal sealed class PeriodKind(PermissionState permissions, UnitOfWork unitOfWork) : AggregateKind<AssessmentPeriod, FunctionalPeriod>(unitOfWork)
{
    protected override Guid? ClientOf(AssessmentPeriod found) => found.Client.Id;

    // A split of the client's ids that is not heard of must not open anything.
    protected override async ValueTask<Relation> RelationAsync(AssessmentPeriod found, Guid? part, Call call) =>
        (await permissions.RelationOfAsync(found.Client.Id, found.RelationOf(call.Caller), call))!.Value;

    protected override ValueTask<AssessmentPeriod> WriteAsync(Commit commit, AssessmentPeriod? before, Change<AssessmentPeriod> change)
    {
        var now = change.Now;
        if (before is null)
        {
            commit.Add(PeriodStore.AssessmentPeriodRow.Insert(now));
        }
        else
        {
            commit.Change(before, PeriodStore.AssessmentPeriodRow.Update(now));
        }

        if (now.State == FunctionalPeriodState.UnderWay && before?.State != now.State)
        {
            commit.Fact(Started(now), now.Client.Id.ToString());
        }
        else if (before is not null && before.State != now.State)
        {
            commit.Fact(Ended(now, FinnishTime.DayOf(change.Transition.EffectiveAt)), now.Client.Id.ToString());
        }

        commit.Transition(change.Transition);
        return ValueTask.FromResult(now);
    }

    protected override ValueTask<FunctionalPeriod> ShowAsync(AssessmentPeriod now, Relation relation, Call call) =>
        ValueTask.FromResult(now.ToMessage(PeriodReader.Of(call.Caller, relation)));

    private static FunctionalPeriodStarted Started(AssessmentPeriod period) => new()
    {
        PeriodId = period.Id.ToString(),
        Client = period.Client.Facets(),
        Organisation = period.Organisation,
        CaseId = period.CaseId.ToString(),
        PlatformType = period.PlatformType,
        PlatformId = period.PlatformId.ToString(),
        WorkTrial = period.WorkTrial,
        StartedOn = period.StartedOn!.Value.ToDate(),
    };

    private static FunctionalPeriodEnded Ended(AssessmentPeriod period, DateOnly on) => new()
    {
        PeriodId = period.Id.ToString(),
        Client = period.Client.Facets(),
        Organisation = period.Organisation,
        State = StateCode.Of(period.State),
        Completed = period.State == FunctionalPeriodState.Ended && AssessmentPeriod.IsWhole(period.EndReason, on),
        HostFeedback = period.Views.Any(view => view.Giver == ViewGiver.Host),
        ClientView = period.Views.Any(view => view.Giver == ViewGiver.Client),
        EndedOn = on.ToDate(),
    };
}
