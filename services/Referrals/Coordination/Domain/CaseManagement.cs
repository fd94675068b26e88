namespace Tyokyky.Referrals.Domain;

/// <summary>Who the client's case manager (asiakasvastaava) was, from which day; the next one's first day ends the one before, so there is never a gap.</summary>
internal sealed class CaseManagement(Guid clientId, IEnumerable<Appointment> appointments, long version) : IVersioned
{
    private readonly List<Appointment> appointments = [.. appointments];

    public Guid ClientId { get; } = clientId;

    public long Version { get; } = version;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Appointment> Appointments => appointments;

    /// <summary>Null before the first, and after the case management has ended.</summary>
    public Appointment? Current => appointments.Count > 0 && !appointments[^1].IsEnd ? appointments[^1] : null;

    public string ObjectType => "case-management";

    public Guid ObjectId => ClientId;

    public Etag Etag => Etag.Of(Version, ClientId);

    public Transition Appoint(Appointment next, string reason, DateTimeOffset at)
    {
        var before = Current;
        if (before is null && appointments.Count > 0 && next.FromDay < appointments[^1].FromDay)
        {
            throw CaseManagementErrors.DayBeforeCurrent(appointments[^1].FromDay);
        }

        if (before is not null)
        {
            if (before.Worker == next.Worker && before.Organisation == next.Organisation)
            {
                throw CaseManagementErrors.AlreadyCaseManager();
            }

            if (next.FromDay < before.FromDay)
            {
                throw CaseManagementErrors.DayBeforeCurrent(before.FromDay);
            }

            if (reason.Length == 0)
            {
                throw CaseManagementErrors.ReasonRequired();
            }
        }

        appointments.Add(next);
        return new Transition(ObjectType, ClientId, before?.Organisation ?? "", next.Organisation, at, reason);
    }

    /// <summary>Nobody is case manager from that day on; whether nobody is needed, the use case knows.</summary>
    public (Appointment End, Transition Transition) End(DateOnly from, string reason, DateTimeOffset at, DateTimeOffset recordedAt)
    {
        var last = Current ?? throw CaseManagementErrors.NoneNamed();
        if (from < last.FromDay)
        {
            throw CaseManagementErrors.DayBeforeCurrent(last.FromDay);
        }

        var end = new Appointment("", "", "", from, recordedAt);
        appointments.Add(end);
        return (end, new Transition(ObjectType, ClientId, last.Organisation, "", at, reason));
    }
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
        DomainException.Field("from_day", "DAY_BEFORE_CURRENT", "a day not before the current case manager's first", ("not_before", PagingKeys.DayKey(current)));

    public static DomainException ReasonRequired() => DomainException.Field("reason", "FIELD_REQUIRED", "why the case manager changes");

    public static DomainException ManagedElsewhere() =>
        new(ErrorKind.FailedPrecondition, "CASE_MANAGED_ELSEWHERE", "Somebody answers for the client already whom your organisation does not know of; the client can tell who, or permit it.")
        {
            Localized = new("Asiakkaalla on jo asiakasvastaava. Sovi asiakkaan kanssa.", "Kunden har redan en ansvarig person. Kom överens med kunden.", "The client has a case manager already. Agree with the client."),
        };

    public static DomainException NoneNamed() => new(ErrorKind.NotFound, "NO_CASE_MANAGER", "No case manager is named for this client.");
}
