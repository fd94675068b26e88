namespace Tyokyky.JobCoaching.Coachings;

/// <summary>Coachings, the contacts logged in them, and the tasks that ask for one.</summary>
[Row<Coaching>("coaching", Alias = "c", Skip = ["Contact"],
    Fixed = ["Client", "Organisation", "CaseId", "MeasureId", "TaskId", "ReferredBy", "OpenedOn"],
    Json = ["Coaches", "Profile", "Pauses", "InWorkSupports"], JsonContext = typeof(CoachingsJson),
    Columns =
    [
        "Wishes.Occupations=occupations", "Wishes.Municipalities=municipalities", "Wishes.MaxWeeklyHours=max_weekly_hours", "Wishes.Disclosure=disclosure",
        "Contacts.Client=client_contacts", "Contacts.Employer=employer_contacts", "Contacts.Network=network_contacts",
    ])]
[Row<CoachContact>("coaching_contact", Alias = "k", Columns = ["On=contacted_on", "First=is_first"], Computed = ["First"], Fixed = ["Programme"],
    Beside = ["Guid coaching_id", "string organisation", "DateTimeOffset recorded_at"])]
[Row<AskedCoaching>("asked_coaching", Key = "TaskId")]
internal static partial class CoachingStore
{
    /// <summary>To be changed.</summary>
    public static AggregateQuery<Coaching> Whole(Guid id) => Aggregate.Of("coaching", id, ById(id));

    /// <summary>To change one of its contacts.</summary>
    public static AggregateQuery<Coaching> OfContact(Guid contactId) => Aggregate.Of(
        "coaching",
        contactId,
        new Query<Coaching>(
            $"SELECT {CoachingRow.Columns} FROM coaching c WHERE c.id = (SELECT coaching_id FROM coaching_contact WHERE id = {contactId})", CoachingRow.Read),
        new Query<CoachContact>($"SELECT {CoachContactRow.Columns} FROM {WithFirst} WHERE k.id = {contactId}", CoachContactRow.Read),
        (coaching, contact) => coaching with { Contact = contact });

    public static Query<Coaching> ById(Guid id) => new($"SELECT {CoachingRow.Columns} FROM coaching c WHERE c.id = {id}", CoachingRow.Read);

    public static Query<Coaching> ByMeasure(Guid measureId) =>
        new($"SELECT {CoachingRow.Columns} FROM coaching c WHERE c.measure_id = {measureId}", CoachingRow.Read);

    /// <summary>Several when the task moved.</summary>
    public static Query<Coaching> ByTask(Guid taskId) =>
        new($"SELECT {CoachingRow.Columns} FROM coaching c WHERE c.task_id = {taskId} ORDER BY c.id", CoachingRow.Read);

    public static Query<AskedCoaching> Asked(Guid taskId) =>
        new($"SELECT {AskedCoachingRow.Columns} FROM asked_coaching WHERE task_id = {taskId}", AskedCoachingRow.Read);

    /// <summary>Whether it has results that are no mistakes.</summary>
    public static Query<bool> HasResults(Guid coachingId) => new($"SELECT EXISTS ({ResultsOf(coachingId)})", row => row.GetBoolean(0));

    public static Sql ResultsOf(Guid coachingId) => $"SELECT FROM result WHERE coaching_id = {coachingId} AND state <> {(int)ResultState.EnteredInError}";

    public static Sql Lock(Guid coachingId) => $"SELECT id FROM coaching WHERE id = {coachingId} FOR UPDATE";

    /// <summary>It is no mistake, and will not become one until the commit's end.</summary>
    public static Sql Standing(Guid coachingId) =>
        $"SELECT FROM coaching WHERE id = {coachingId} AND state <> {(int)CoachingState.EnteredInError} FOR SHARE";

    /// <summary>Newest first: ids are made in order of time.</summary>
    public static Query<Coaching> OfOrganisation(string organisation, CoachingFilter filter, Guid before, int limit)
    {
        Sql where = $"c.organisation = {organisation} AND c.id < {before}";
        if (filter.State != CoachingState.Unspecified) { where = $"{where} AND c.state = {(int)filter.State}"; }
        if (filter.ClientId is { } client) { where = $"{where} AND c.client_id = ANY(tyokyky_same_client({client}))"; }
        if (filter.Coach.Length > 0) { where = $"{where} AND c.coach = {filter.Coach}"; }
        if (filter.MeasureId is { } measure) { where = $"{where} AND c.measure_id = {measure}"; }
        if (filter.TaskId is { } task) { where = $"{where} AND c.task_id = {task}"; }
        return new($"SELECT {CoachingRow.Columns} FROM coaching c WHERE {where} ORDER BY c.id DESC LIMIT {limit}", CoachingRow.Read);
    }

    /// <summary>Newest first.</summary>
    public static Query<CoachContact> ContactsOf(Guid coachingId, DateOnly day, Guid before, int limit) =>
        new(
            $"""
            SELECT {CoachContactRow.Columns} FROM {WithFirst}
            WHERE k.coaching_id = {coachingId} AND (k.contacted_on, k.id) < ({day}, {before})
            ORDER BY k.contacted_on DESC, k.id DESC LIMIT {limit}
            """,
            CoachContactRow.Read);

    /// <summary>Those with employers that are no mistakes.</summary>
    public static Query<EmployerContact> EmployerContactsOf(Guid coachingId) =>
        new(
            $"""
            SELECT k.id, k.employer_id, k.contacted_on FROM coaching_contact k
            WHERE k.coaching_id = {coachingId} AND k.employer_id IS NOT NULL AND k.error_reason = ''
            """,
            row => new EmployerContact(row.GetGuid(0), row.GetGuid(1), row.GetFieldValue<DateOnly>(2)));

    /// <summary>The organisation's first contact with the employer, leaving out one, or those of a coaching.</summary>
    public static Query<EmployerContact> FirstWith(string organisation, Guid employerId, Guid? but, Guid? butOf) =>
        new(
            First($"f.id, f.employer_id, f.contacted_on", $"{organisation}", $"{employerId}", But(but, butOf)),
            row => new EmployerContact(row.GetGuid(0), row.GetGuid(1), row.GetFieldValue<DateOnly>(2)));

    /// <summary>The same is the first when it is written; who writes of the same organisation and employer waits.</summary>
    public static Commit WhileFirst(this Commit commit, EmployerContact? first, string organisation, Guid employerId, Guid? but, Guid? butOf) => commit
        .Lock($"SELECT pg_advisory_xact_lock(hashtextextended(concat_ws(' ', 'first contact', {organisation}, {employerId}), 0))")
        .GuardAbsence(
            $"""
            SELECT FROM (SELECT ({First($"f.id", $"{organisation}", $"{employerId}", But(but, butOf))}) AS id) now WHERE now.id IS DISTINCT FROM {first?.Id}
            """);

    private static Sql WithFirst =>
        $"""
        coaching_contact k CROSS JOIN LATERAL (
          SELECT k.employer_id IS NOT NULL AND k.id IS NOT DISTINCT FROM ({First($"f.id", $"k.organisation", $"k.employer_id", $"")}) AS is_first) held
        """;

    private static Sql First(Sql columns, Sql organisation, Sql employer, Sql but) =>
        $"""
        SELECT {columns} FROM coaching_contact f JOIN coaching c ON c.id = f.coaching_id AND c.state <> {(int)CoachingState.EnteredInError}
        WHERE f.organisation = {organisation} AND f.employer_id = {employer} AND f.error_reason = ''{but} ORDER BY f.contacted_on, f.id LIMIT 1
        """;

    private static Sql But(Guid? contact, Guid? coaching) =>
        $"{SqlParts.If(contact is not null, $" AND f.id <> {contact}")}{SqlParts.If(coaching is not null, $" AND f.coaching_id <> {coaching}")}";
}

/// <summary>What a list of coachings is narrowed by.</summary>
internal sealed record CoachingFilter(CoachingState State, Guid? ClientId, string Coach, Guid? MeasureId, Guid? TaskId);

/// <summary>A task for job coaching, as it was asked for: what its acceptance does not tell anew.</summary>
internal sealed record AskedCoaching(Guid TaskId, CountedClient Client, ReferredBy ReferredBy);
