namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>Where a measure stands, from its being proposed to its end, through all versions that keep it.</summary>
internal sealed record MeasureLife
{
    public required Guid Id { get; init; }

    public required Guid PlanId { get; init; }

    public required Guid ClientId { get; init; }

    public required string Organisation { get; init; }

    public required string Kind { get; init; }

    public required string Service { get; init; }

    public required string Provider { get; init; }

    public required bool Voluntary { get; init; }

    public required string Owner { get; init; }

    public required DateOnly DueOn { get; init; }

    public MeasureState State { get; init; } = MeasureState.Proposed;

    public required DateOnly Since { get; init; }

    /// <summary>When the client first accepted it.</summary>
    public DateOnly? AcceptedOn { get; init; }

    public string Outcome { get; init; } = "";

    public Guid? CoachingId { get; init; }

    public Guid? ReferralId { get; init; }

    public Guid? TaskId { get; init; }

    public bool IsOver => State is MeasureState.Done or MeasureState.Ended;

    public static MeasureLife Of(PlanMeasure measure, SupportPlan plan, DateOnly day) => new()
    {
        Id = measure.Id,
        PlanId = plan.Id,
        ClientId = plan.ClientId,
        Organisation = plan.Organisation,
        Kind = measure.Kind,
        Service = measure.Service,
        Provider = measure.Provider,
        Voluntary = measure.Basis == MeasureBasis.Voluntary,
        Owner = measure.Owner,
        DueOn = measure.DueOn,
        Since = day,
    };

    public MeasureLife Answer(ClientAnswer answer, DateOnly day)
    {
        MustAllow(MeasureAction.AnswerPlanParts);
        if (answer == ClientAnswer.Declined)
        {
            return State == MeasureState.Declined ? this : To(MeasureState.Declined, day);
        }

        // What it had opened has ended with the withdrawal, and a measure opens a thing once.
        if (State == MeasureState.Declined && AcceptedOn is not null)
        {
            throw PlanErrors.MeasureWithdrawn(this);
        }

        return State is MeasureState.Accepted or MeasureState.UnderWay ? this : To(MeasureState.Accepted, day) with { AcceptedOn = day };
    }

    public MeasureLife Start(string field, DateOnly day)
    {
        MustAllow(MeasureAction.StartMeasure);
        MustNotPrecede(field, day);
        return To(MeasureState.UnderWay, day);
    }

    public MeasureLife End(string outcome, bool isDone, string field, DateOnly day)
    {
        MustAllow(MeasureAction.EndMeasure);
        if (isDone && State is MeasureState.Proposed or MeasureState.Declined)
        {
            throw PlanErrors.MeasureBlocked(MeasureTable.NotAccepted, this);
        }

        MustNotPrecede(field, day);
        return To(isDone ? MeasureState.Done : MeasureState.Ended, day) with { Outcome = outcome };
    }

    /// <summary>It ends with what holds it, on whatever day that was.</summary>
    public MeasureLife Drop(string outcome, DateOnly day) => To(MeasureState.Ended, day < Since ? Since : day) with { Outcome = outcome };

    /// <summary>What it opened is under way: so is it, if it can be.</summary>
    public MeasureLife Followed(DateOnly day) =>
        MeasureTable.BlockedBy(MeasureAction.StartMeasure, State) is null ? To(MeasureState.UnderWay, day < Since ? Since : day) : this;

    /// <summary>What it opened ended: so does it, if the client had not withdrawn from it.</summary>
    public MeasureLife Followed(DateOnly day, string outcome, bool isDone) =>
        State is MeasureState.Accepted or MeasureState.UnderWay
            ? To(isDone ? MeasureState.Done : MeasureState.Ended, day < Since ? Since : day) with { Outcome = outcome }
            : this;

    /// <summary>The client came back to what it opened: it is under way again.</summary>
    public MeasureLife Returned(DateOnly day) => IsOver ? To(MeasureState.UnderWay, day < Since ? Since : day) with { Outcome = "" } : Followed(day);

    /// <summary>What it opened was a mistake: nothing came of it.</summary>
    public MeasureLife Mistaken(DateOnly day, string outcome) =>
        State == MeasureState.Done ? To(MeasureState.Ended, day < Since ? Since : day) with { Outcome = outcome } : Followed(day, outcome, isDone: false);

    private MeasureLife To(MeasureState state, DateOnly day) => this with { State = state, Since = day };

    private void MustAllow(MeasureAction action)
    {
        if (MeasureTable.BlockedBy(action, State) is { } blocked)
        {
            throw PlanErrors.MeasureBlocked(blocked, this);
        }
    }

    private void MustNotPrecede(string field, DateOnly day)
    {
        if (day < Since)
        {
            throw PlanErrors.DayBefore(field, Since);
        }
    }
}
