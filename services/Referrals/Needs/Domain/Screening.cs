using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Needs;

/// <summary>One screening of a client: which rules were met, and what a person decided on each proposal.</summary>
internal sealed record Screening : IAggregate<Screening>
{
    public required Guid Id { get; init; }

    public required Guid ClientId { get; init; }

    public required string Organisation { get; init; }

    public required DateOnly ScreenedOn { get; init; }

    /// <summary>Kept as it was then: how early the client was identified.</summary>
    public required DateOnly? UnemployedSince { get; init; }

    public required string[] Answers { get; init; }

    /// <summary>As the client said; empty: not asked. No rule looks at it.</summary>
    public required string Readiness { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Why it was a mistake; empty: it was none.</summary>
    public string ErrorReason { get; init; } = "";

    public IReadOnlyList<ScreeningProposal> Proposals { get; init; } = [];

    /// <summary>How many of them nobody has decided on yet.</summary>
    public int OpenProposals { get; init; }

    /// <summary>A trigger had been met before: the client was not identified before it.</summary>
    public bool TriggerPassed => Proposals.Any(proposal => proposal.IsTrigger && proposal.MetSince < ScreenedOn);

    public long Version { get; init; } = 1;

    public string ObjectType => "screening";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public Screening At(long version) => this with { Version = version };

    public Relation RelationOf(Caller caller) =>
        (caller.OwnOrganisation() == Organisation ? Relation.Owner : Relation.None)
        | (caller.IsClient(ClientId) ? Relation.Client : Relation.None);

    public (Screening Screening, ScreeningProposal Proposal) Decide(string rule, ProposalDecision decision, string note, DateOnly on, string by)
    {
        RequireNoMistake();
        var proposal = Proposals.FirstOrDefault(proposal => proposal.Rule == rule) ?? throw ScreeningErrors.NoProposal();
        if (proposal.Decision != ProposalDecision.Open)
        {
            throw ScreeningErrors.AlreadyDecided(proposal);
        }

        var decided = proposal with { Decision = decision, DecidedOn = on, DecidedBy = by, Note = note };
        return (this with { Proposals = [.. Proposals.Select(other => other == proposal ? decided : other)], OpenProposals = OpenProposals - 1 }, decided);
    }

    /// <summary>It was recorded by mistake: nobody need decide on what it proposed.</summary>
    public (Screening Screening, Transition Transition) EnterInError(string reason, DateTimeOffset at)
    {
        RequireNoMistake();
        return (this with { ErrorReason = reason, OpenProposals = 0 }, new Transition(ObjectType, Id, "", "entered-in-error", at, reason));
    }

    private void RequireNoMistake()
    {
        if (ErrorReason.Length > 0) { throw ScreeningErrors.EnteredInError(ErrorReason); }
    }
}

/// <summary>What a met rule proposes; a person decides.</summary>
internal sealed record ScreeningProposal(
    string Rule, int RuleVersion, string TextFi, string TextSv, string TextEn, bool IsTrigger, DateOnly MetSince, string Template, string[] Services,
    ProposalDecision Decision = ProposalDecision.Open, DateOnly? DecidedOn = null, string DecidedBy = "", string Note = "")
{
    /// <summary>What the rules of the day propose, in their order.</summary>
    public static IReadOnlyList<ScreeningProposal> For(ScreenedPerson person, DateOnly day, AreaAgreements area) =>
    [
        .. from rule in ScreeningRules.On(day, area)
           let since = rule.MetSince(person, day)
           where since is not null
           select new ScreeningProposal(rule.Rule, rule.Version, rule.Fi, rule.Sv, rule.En, rule.IsTrigger, since.Value, rule.Template, rule.Services),
    ];
}

/// <summary>How screenings refuse.</summary>
internal static class ScreeningErrors
{
    public static DomainException NoProposal() =>
        DomainException.Field("rule", "UNKNOWN_PROPOSAL", "one that this screening proposes something by");

    public static DomainException EnteredInError(string reason) =>
        new(
            ErrorKind.FailedPrecondition,
            "SCREENING_ENTERED_IN_ERROR",
            "The screening was recorded by mistake; ScreenClient records the right one.",
            ("reason", reason));

    public static DomainException AlreadyDecided(ScreeningProposal proposal) =>
        new(
            ErrorKind.FailedPrecondition,
            "PROPOSAL_DECIDED",
            "The proposal is decided already.",
            ("decision", StateCode.Of(proposal.Decision)),
            ("decided_by", proposal.DecidedBy));
}
