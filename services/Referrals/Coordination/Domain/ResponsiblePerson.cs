namespace Tyokyky.Referrals.Coordination;

/// <summary>A named person's responsibility for a client: a role, an agreed task, days, and the client's word on it.</summary>
internal sealed record ResponsiblePerson : IAggregate<ResponsiblePerson>
{
    public required Guid Id { get; init; }

    public required Guid ClientId { get; init; }

    public required string Role { get; init; }

    public required string Worker { get; init; }

    public required string WorkerName { get; init; }

    public required string Organisation { get; init; }

    public required string AgreedTask { get; init; }

    public required DateOnly FromDay { get; init; }

    public DateOnly? ToDay { get; init; }

    public required ClientAcceptance Acceptance { get; init; }

    public DateOnly? AcceptedOn { get; init; }

    public string EndReason { get; init; } = "";

    public required string NamedBy { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public long Version { get; init; } = 1;

    public string ObjectType => "responsibility";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public ResponsiblePerson At(long version) => this with { Version = version };

    public Relation RelationOf(Caller caller, Relation ties) =>
        (caller.Organisation == NamedBy ? Relation.Owner : Relation.None)
        | (caller.Organisation == Organisation ? Relation.NamedParticipant : Relation.None)
        | (caller.IsClient(ClientId) ? Relation.Client : Relation.None)
        | (ties & Relation.CaseManager);

    /// <summary>The client's word. Who is not accepted is responsible no more.</summary>
    public (ResponsiblePerson Person, Transition Transition) Answer(bool accepted, DateOnly on, DateOnly today)
    {
        RequireOpen(today);
        if (Acceptance != ClientAcceptance.Pending)
        {
            throw ResponsibilityErrors.AlreadyAnswered();
        }

        RequireNotBefore("answered_on", on);
        var next = this with
        {
            Acceptance = accepted ? ClientAcceptance.Accepted : ClientAcceptance.Declined,
            AcceptedOn = on,
            ToDay = accepted ? ToDay : on,
            EndReason = accepted ? "" : "client-wish",
        };
        return (next, new Transition(ObjectType, Id, StateCode.Of(Acceptance), StateCode.Of(next.Acceptance), FinnishTime.StartOf(on)));
    }

    public (ResponsiblePerson Person, Transition Transition) End(string reason, DateOnly on, DateOnly today)
    {
        RequireOpen(today);
        RequireNotBefore("to_day", on);
        return (
            this with { ToDay = on, EndReason = reason },
            new Transition(ObjectType, Id, StateCode.Of(Acceptance), "ended", FinnishTime.StartOf(on), reason));
    }

    private void RequireOpen(DateOnly today)
    {
        if (EndReason.Length > 0 || ToDay < today)
        {
            throw ResponsibilityErrors.Ended(ToDay!.Value);
        }
    }

    private void RequireNotBefore(string field, DateOnly on)
    {
        if (on < FromDay)
        {
            throw ResponsibilityErrors.DayBeforePrevious(field, FromDay);
        }
    }
}

/// <summary>A deputy (sijainen): for some days, all that the worker may as case manager.</summary>
internal sealed record Deputy(
    Guid Id, string Organisation, string Worker, string WorkerName, string Name,
    string DeputyName, DateOnly FromDay, DateOnly ToDay, long Version, long Clients)
    : IAggregate<Deputy>
{
    public string ObjectType => "deputy";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public Deputy At(long version) => this with { Version = version };

    /// <summary>It is the worker's, and the deputy's who may give it back.</summary>
    public Relation RelationOf(Caller caller) =>
        caller.Organisation != Organisation ? Relation.None
        : caller.Subject == Worker || caller.Subject == Name ? Relation.SameOrganisation | Relation.Owner
        : Relation.SameOrganisation;

    public Deputy End(DateOnly on)
    {
        if (on >= ToDay)
        {
            throw ResponsibilityErrors.DeputyEnded(ToDay);
        }

        return on < FromDay ? throw ResponsibilityErrors.DayBeforePrevious("to_day", FromDay) : this with { ToDay = on };
    }
}

/// <summary>Which part of full time (htv) a worker gives to a role.</summary>
internal sealed record FullTimeEquivalent(
    Guid Id, string Organisation, string Worker, string WorkerName, string Role, int Hundredths, DateOnly FromDay, DateOnly? ToDay, string Programme);
