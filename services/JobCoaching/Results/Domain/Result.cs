namespace Tyokyky.JobCoaching.Results;

/// <summary>
/// What a pathway led to, of one kind (a job, studies, a pension …), in a coaching or without one. All kinds are one aggregate: they begin, end, are told
/// anew and taken back alike, and what differs is data (<see cref="ResultRules"/>).
/// </summary>
internal sealed record Result : IAggregate<Result>
{
    public required Guid Id { get; init; }

    public required ResultType Type { get; init; }

    /// <summary>Null: of a client without one.</summary>
    public required Guid? CoachingId { get; init; }

    public required CountedClient Client { get; init; }

    public ReferredBy ReferredBy { get; init; } = ReferredBy.Nobody;

    public required string Organisation { get; init; }

    public required ResultDetails Details { get; init; }

    public ResultWork? Work { get; init; }

    /// <summary>The employer's when it was recorded; empty: there is none.</summary>
    public string Sector { get; init; } = "";

    public ResultState State { get; init; } = ResultState.UnderWay;

    public IReadOnlyList<SubsidyChange> Subsidies { get; init; } = [];

    public string ErrorReason { get; init; } = "";

    public long Version { get; init; } = 1;

    public string ObjectType => "result";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public bool IsJob => ResultRules.Of(Type).IsJob;

    public Result At(long version) => this with { Version = version };

    public Relation RelationOf(Caller caller) => caller.Organisation == Organisation ? Relation.Owner : Relation.None;

    public Transition Recorded() => new(ObjectType, Id, "", StateCode.Of(State), FinnishTime.StartOf(Details.StartedOn));

    public (Result Result, Transition Transition) End(DateOnly endedOn, string reason, string outcome)
    {
        MustBeNoMistake();
        if (State == ResultState.Ended)
        {
            throw ResultErrors.Ended(this);
        }

        MustNotPrecede("ended_on", endedOn, Details.StartedOn, "DAY_BEFORE_START", "the first day");
        var ended = this with
        {
            State = ResultState.Ended,
            Details = Details with { EndedOn = endedOn, EndReason = reason, Outcome = outcome },
            Subsidies = [.. Subsidies.Where(change => change.From <= endedOn)],
        };
        return To(ended, endedOn, reason);
    }

    public void MustBeJob()
    {
        if (!IsJob)
        {
            throw ResultErrors.NoJob(this);
        }
    }

    /// <summary>How it began stays what it was told.</summary>
    public (Result Result, Transition Transition) Subsidise(bool paySubsidised, DateOnly from)
    {
        MustBeNoMistake();
        MustBeJob();
        if (State == ResultState.Ended)
        {
            throw ResultErrors.Ended(this);
        }

        if (paySubsidised == (Subsidies is [.., var last] ? last.PaySubsidised : Work!.PaySubsidised))
        {
            throw ResultErrors.SubsidyUnchanged(this);
        }

        MustNotPrecede("from_day", from, Details.StartedOn.AddDays(1), "DAY_BEFORE_START", "the second day of work");
        if (Subsidies is [.., var before])
        {
            MustNotPrecede("from_day", from, before.From.AddDays(1), "DAY_BEFORE_PREVIOUS", "the day after the last change");
        }

        return To(this with { Subsidies = [.. Subsidies, new(from, paySubsidised)] }, from, paySubsidised ? "pay-subsidised" : "unsubsidised");
    }

    /// <summary>As it was; what it became since stands, where it can.</summary>
    public (Result Result, Transition Transition) Correct(ResultTold told, string sector, string reason, string note, DateOnly today)
    {
        MustBeNoMistake();
        var corrected = this with
        {
            Details = told.Details,
            Work = told.Work,
            Sector = sector,
            State = told.Details.EndedOn is null ? ResultState.UnderWay : ResultState.Ended,
            Subsidies = Standing(told),
        };
        return To(corrected, today, reason, note);
    }

    public (Result Result, Transition Transition) EnterInError(string reason, string note, DateOnly today)
    {
        MustBeNoMistake();
        return To(this with { State = ResultState.EnteredInError, ErrorReason = reason }, today, reason, note);
    }

    // The changes within its days that still change something.
    private SubsidyChange[] Standing(ResultTold told)
    {
        var now = told.Work?.PaySubsidised ?? false;
        var standing = new List<SubsidyChange>();
        foreach (var change in Subsidies)
        {
            if (change.PaySubsidised != now && change.From > told.Details.StartedOn && !(change.From > told.Details.EndedOn))
            {
                standing.Add(change);
                now = change.PaySubsidised;
            }
        }

        return [.. standing];
    }

    private void MustBeNoMistake()
    {
        if (State == ResultState.EnteredInError)
        {
            throw ResultErrors.EnteredInError(this);
        }
    }

    private static void MustNotPrecede(string field, DateOnly day, DateOnly notBefore, string reason, string of)
    {
        if (day < notBefore)
        {
            throw ResultErrors.DayBefore(reason, field, of, notBefore);
        }
    }

    private (Result Result, Transition Transition) To(Result next, DateOnly day, string reason, string note = "") =>
        (next, new Transition(ObjectType, Id, StateCode.Of(State), StateCode.Of(next.State), FinnishTime.StartOf(day), reason, note));
}

/// <summary>What a result has, as far as its kind has it.</summary>
internal sealed record ResultDetails
{
    public required DateOnly StartedOn { get; init; }

    public DateOnly? EndsOn { get; init; }

    public Guid? EmployerId { get; init; }

    public string Place { get; init; } = "";

    /// <summary>The level of studies, or the path of rehabilitation.</summary>
    public string Code { get; init; } = "";

    public DateOnly? EndedOn { get; init; }

    public string EndReason { get; init; } = "";

    public string Outcome { get; init; } = "";
}

/// <summary>What is told of a result.</summary>
internal sealed record ResultTold(ResultDetails Details, ResultWork? Work);

/// <summary>Of a job, an apprenticeship, a business; what was not told is unspecified, 0 or empty.</summary>
internal sealed record ResultWork(
    Contract Contract, int WeeklyHours, WorkingTime WorkingTime, string Occupation, bool OpenLabourMarket, bool PaySubsidised);

/// <summary>From that day with pay subsidy, or without.</summary>
internal sealed record SubsidyChange(DateOnly From, bool PaySubsidised);
