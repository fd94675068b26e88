namespace Tyokyky.Referrals.Coordination;

/// <summary>
/// Who the client's case manager (asiakasvastaava) was, from which day; the next one's first day ends the one before, so there is never a gap.
/// </summary>
/// <param name="Appointments">Oldest first.</param>
internal sealed record CaseManagement(Guid ClientId, IReadOnlyList<Appointment> Appointments, long Version) : IAggregate<CaseManagement>
{
    /// <summary>Null before the first, and after the case management has ended.</summary>
    public Appointment? Current => Appointments is [.., { IsEnd: false } last] ? last : null;

    public string ObjectType => "case-management";

    public Guid ObjectId => ClientId;

    public Etag Etag => Etag.Of(Version, ClientId);

    /// <summary>The etag that somebody may have seen; null before the first appointment.</summary>
    public string? SeenEtag => Version > 0 ? Etag.Value : null;

    /// <summary>The case management of all its appointments; it stands under the id that they were recorded under.</summary>
    public static CaseManagement Of(Guid clientId, IReadOnlyList<Appointment> appointments) =>
        new(appointments.Select(one => one.ClientId).FirstOrDefault() ?? clientId, appointments, appointments.Count);

    public CaseManagement At(long version) => this with { Version = version };

    public (CaseManagement Management, Transition Transition) Appoint(Appointment next, string reason, DateTimeOffset at)
    {
        if (Current is { } before && before.Worker == next.Worker && before.Organisation == next.Organisation)
        {
            throw CaseManagementErrors.AlreadyCaseManager();
        }

        if (Appointments is [.., var last] && next.FromDay < last.FromDay)
        {
            throw CaseManagementErrors.DayBeforeCurrent(last.FromDay);
        }

        if (Current is not null && reason.Length == 0)
        {
            throw CaseManagementErrors.ReasonRequired();
        }

        return (With(next), new Transition(ObjectType, ClientId, Current?.Organisation ?? "", next.Organisation, at, reason));
    }

    /// <summary>Nobody is case manager from that day on; whether nobody is needed, the use case knows.</summary>
    public (CaseManagement Management, Transition Transition) End(DateOnly from, string reason, DateTimeOffset at, DateTimeOffset recordedAt)
    {
        var last = Current ?? throw CaseManagementErrors.NoneNamed();
        if (from < last.FromDay)
        {
            throw CaseManagementErrors.DayBeforeCurrent(last.FromDay);
        }

        return (With(new Appointment("", "", "", from, recordedAt)), new Transition(ObjectType, ClientId, last.Organisation, "", at, reason));
    }

    private CaseManagement With(Appointment next) => this with { Appointments = [.. Appointments, next] };
}

/// <summary>One worker's time as case manager, until the next one's begins; one without a worker ends the case management.</summary>
internal sealed record Appointment(string Worker, string WorkerName, string Organisation, DateOnly FromDay, DateTimeOffset RecordedAt, string Programme = "")
{
    /// <summary>The id under which it was recorded, of a person who may have several; null for a new one.</summary>
    public Guid? ClientId { get; init; }

    public bool IsEnd => Worker.Length == 0;
}

/// <summary>How an appointment is refused.</summary>
internal static class CaseManagementErrors
{
    public static DomainException AlreadyCaseManager() =>
        new(ErrorKind.FailedPrecondition, "ALREADY_CASE_MANAGER", "This worker is the client's case manager already.");

    public static DomainException DayBeforeCurrent(DateOnly current) =>
        DomainException.Field(
            "from_day", "DAY_BEFORE_CURRENT", "a day not before the current case manager's first", ("not_before", PagingKeys.DayKey(current)));

    public static DomainException ReasonRequired() => DomainException.Field("reason", "FIELD_REQUIRED", "why the case manager changes");
    public static DomainException NoneNamed() => new(ErrorKind.NotFound, "NO_CASE_MANAGER", "No case manager is named for this client.");
}
