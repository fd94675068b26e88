using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.WorkAbilityTeam.Assessments;

/// <summary>A leg of the way: from a day on it was waited for something, until the day when it came.</summary>
internal sealed record Leg(AssessmentLegKind Kind, DateOnly From, DateOnly? To)
{
    /// <summary>Finnish business days, of an open one until today.</summary>
    public int WaitedOn(DateOnly today) => (To ?? today) is var until && until > From ? FinnishCalendar.BusinessDaysBetween(From, until) : 0;
}

/// <summary>A part of the package that goes before the appointment.</summary>
internal sealed record GivenPart(string Part, DateOnly GivenOn, string Text, Guid? Source, Guid? Situation, int SituationVersion);

/// <summary>The order of a purchased assessment; the price in cents.</summary>
internal sealed record PurchaseOrder(string OrderNumber, string PaymentCommitment, string Provider, long? PriceCents, DateOnly? ReportDueOn);

/// <summary>An appointment; the instant is not known here while a referral's task keeps it.</summary>
internal sealed record Appointment(DateOnly BookedOn, DateTimeOffset? StartsAt, string[] Professions, Mode Mode, bool OfTask);

/// <summary>What was agreed to be done after the statement.</summary>
internal sealed record JointPlan(string Text, string Owner, DateOnly AgreedOn, DateOnly ReviewOn);

/// <summary>A statement of an assessment.</summary>
internal sealed record GivenStatement
{
    public required Guid Id { get; init; }

    public required Guid AssessmentId { get; init; }

    public required int Number { get; init; }

    public required string Type { get; init; }

    public required string Reference { get; init; }

    public required string Author { get; init; }

    public required string AuthorOrganisation { get; init; }

    public required DateOnly StatedOn { get; init; }

    public required string Conclusion { get; init; }

    public required string[] FunctionalLimits { get; init; }

    public Sufficiency Sufficiency { get; init; }

    public string InsufficiencyReason { get; init; } = "";

    public DateOnly? JudgedOn { get; init; }
}

/// <summary>An application that rests on the assessment's statement.</summary>
internal sealed record RestingApplication
{
    public required Guid Id { get; init; }

    public required Guid AssessmentId { get; init; }

    /// <summary>As of the assessment, for counting.</summary>
    public required string Organisation { get; init; }

    public required string StatementType { get; init; }

    public required string Type { get; init; }

    public required string Addressee { get; init; }

    public required DateOnly FiledOn { get; init; }

    public ApplicationState State { get; init; } = ApplicationState.Filed;

    public Decision Decision { get; init; }

    public DateOnly? DecidedOn { get; init; }

    public DateOnly? AppealedOn { get; init; }

    public bool IsOpen => State != ApplicationState.Decided;

    /// <summary>What it waits for, or waited for last.</summary>
    public Leg Leg => new(
        AppealedOn is null ? AssessmentLegKind.Decision : AssessmentLegKind.Appeal, AppealedOn ?? FiledOn, IsOpen ? null : DecidedOn);

    public DateOnly LastDay => new[] { FiledOn, DecidedOn ?? FiledOn, AppealedOn ?? FiledOn }.Max();
}
