using System.Security.Cryptography;
using System.Text;

namespace Tyokyky.WorkAbilityTeam.FunctionalPeriods;

/// <summary>A period at a workplace in which it is seen how work goes.</summary>
internal sealed record AssessmentPeriod : IAggregate<AssessmentPeriod>
{
    public required Guid Id { get; init; }

    public required CountedClient Client { get; init; }

    public required string Organisation { get; init; }

    public required Guid CaseId { get; init; }

    public required string PlatformType { get; init; }

    /// <summary>The workplace's organisation.</summary>
    public required string Host { get; init; }

    public required string Workplace { get; init; }

    /// <summary>The same for each period at the same workplace.</summary>
    public required Guid PlatformId { get; init; }

    public required bool WorkTrial { get; init; }

    public required string CoachingOrganisation { get; init; }

    public required DateOnly PlannedStart { get; init; }

    public required DateOnly PlannedEnd { get; init; }

    public FunctionalPeriodState State { get; init; } = FunctionalPeriodState.Planned;

    public DateOnly? StartedOn { get; init; }

    public DateOnly? EndedOn { get; init; }

    public string EndReason { get; init; } = "";

    public IReadOnlyList<DomainSeen> Views { get; init; } = [];

    public string Conclusion { get; init; } = "";

    public long Version { get; init; } = 1;

    public string ObjectType => "functional-period";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public AssessmentPeriod At(long version) => this with { Version = version };

    /// <summary>Domains of the day when it began in which no worker has recorded anything.</summary>
    public string[] MissingDomains =>
    [
        .. CodeSystem.Get("functional-domain").Entries
            .Where(entry => entry.IsValidOn(StartedOn ?? PlannedStart))
            .Select(entry => entry.Code)
            .Where(domain => !Views.Any(view => view.Giver == ViewGiver.Worker && view.Domain == domain)),
    ];

    public Relation RelationOf(Caller caller) =>
        (caller.Organisation == Organisation ? Relation.Owner : Relation.None)
        | (caller.Organisation == CoachingOrganisation && caller.Organisation != Organisation && State != FunctionalPeriodState.EnteredInError
            ? Relation.NamedParticipant
            : Relation.None)
        | (caller.IsClient(Client.Id) ? Relation.Client : Relation.None);

    /// <summary>An id that says no more than that two workplaces are the same.</summary>
    public static Guid PlatformOf(string organisation, string host, string workplace)
    {
        var name = workplace.Trim().ToUpperInvariant();
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{organisation}\n{host}\n{name}"));
        return new Guid(hash.AsSpan(0, 16));
    }

    public Transition Planned(DateOnly today) => new(ObjectType, Id, "", StateCode.Of(State), FinnishTime.StartOf(today));

    public (AssessmentPeriod, Transition) Start(DateOnly on)
    {
        Require(PeriodAction.StartFunctionalPeriod);
        return Moved(this with { StartedOn = on }, FunctionalPeriodState.UnderWay, on);
    }

    /// <summary>What one giver says of some domains, in the place of what it said before.</summary>
    public (AssessmentPeriod, Transition) See(PeriodAction action, IReadOnlyList<DomainSeen> views)
    {
        Require(action);
        var on = views[0].GivenOn;
        RequireNotBefore(action == PeriodAction.RecordObservations ? "observed_on" : "given_on", on);
        var others = Views.Where(known => !views.Any(view => view.Giver == known.Giver && view.Domain == known.Domain));
        return Moved(
            this with { Views = [.. others.Concat(views).OrderBy(view => view.Giver).ThenBy(view => view.Domain, StringComparer.Ordinal)] },
            State,
            on,
            StateCode.Of(views[0].Giver) + "-view");
    }

    public (AssessmentPeriod, Transition) End(string reason, string conclusion, DateOnly on)
    {
        Require(PeriodAction.EndFunctionalPeriod);
        RequireNotBefore("ended_on", on);
        return IsWhole(reason, on) && MissingDomains.Length > 0
            ? throw PeriodErrors.Blocked("DOMAINS_INCOMPLETE", this)
            : Moved(this with { EndedOn = on, EndReason = reason, Conclusion = conclusion }, FunctionalPeriodState.Ended, on, reason);
    }

    public (AssessmentPeriod, Transition) Cancel(string reason, DateOnly today)
    {
        Require(PeriodAction.CancelFunctionalPeriod);
        return Moved(this with { EndReason = reason }, FunctionalPeriodState.Cancelled, today, reason);
    }

    public (AssessmentPeriod, Transition) EnterInError(string reason, DateOnly today)
    {
        Require(PeriodAction.EnterFunctionalPeriodInError);
        return Moved(this with { EndReason = reason }, FunctionalPeriodState.EnteredInError, today, reason);
    }

    /// <summary>Carried through as planned, as the reason's dated row says.</summary>
    public static bool IsWhole(string reason, DateOnly on) => CodeSystem.Get("functional-period-end-reason").Has(reason, "all-domains", on);

    private (AssessmentPeriod, Transition) Moved(AssessmentPeriod now, FunctionalPeriodState to, DateOnly on, string reason = "") =>
        (now with { State = to }, new Transition(ObjectType, Id, StateCode.Of(State), StateCode.Of(to), FinnishTime.StartOf(on), reason));

    private void Require(PeriodAction action)
    {
        if (PeriodTable.BlockedBy(action, State) is { } blocked)
        {
            throw PeriodErrors.Blocked(blocked, this);
        }
    }

    private void RequireNotBefore(string field, DateOnly on)
    {
        if (StartedOn is { } start && on < start)
        {
            throw PeriodErrors.DayBeforeStart(field, start);
        }
    }
}

/// <summary>What somebody saw in one domain.</summary>
internal sealed record DomainSeen(ViewGiver Giver, string Domain, string Level, string Text, DateOnly GivenOn, string Reference);
