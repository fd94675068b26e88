using Npgsql;

namespace Tyokyky.Referrals.Persistence;

/// <summary>Entries of clients' situations, every version.</summary>
internal static class SituationStore
{
    /// <summary>Holds that of a kind that holds one at a time there is one, whoever else records at the same moment.</summary>
    public const string OneAtATime = "situation_one_at_a_time";

    public const string PrimaryKey = "situation_pkey";

    public static Query<SituationEntry> Newest(Guid id) => new($"SELECT {Columns} FROM situation WHERE id = {id} AND known_to IS NULL", Read);

    /// <summary>A controller's entries of a kind that hold.</summary>
    public static Query<IReadOnlyList<SituationEntry>> Holding(Guid clientId, string controller, SituationKind kind) =>
        new Query<SituationEntry>(
            $"""
            SELECT {Columns} FROM situation
            WHERE client_id = ANY(tyokyky_same_client({clientId})) AND controller = {controller} AND kind = {(int)kind} AND known_to IS NULL AND NOT retracted ORDER BY from_day
            """,
            Read).All();

    /// <summary>A controller's other entries of the kind of one.</summary>
    public static Query<IReadOnlyList<SituationEntry>> HoldingBeside(Guid id) =>
        new Query<SituationEntry>(
            $"""
            SELECT {Columns} FROM situation s WHERE NOT retracted AND known_to IS NULL AND (client_id, controller, kind) = (SELECT client_id, controller, kind FROM situation WHERE id = {id} AND version = 1)
            ORDER BY from_day
            """,
            Read).All();

    /// <summary>What the reader may see: everything (no reader), the reader's own, and of others what is open, as "controller|scope".</summary>
    public static Query<SituationEntry> Of(SituationFilter filter, DateOnly beforeDay, Guid beforeId, int beforeVersion, int limit) =>
        new(
            $"""
            SELECT {Columns} FROM situation
            WHERE client_id = ANY(tyokyky_same_client({filter.ClientId})) AND (cardinality({filter.Kinds}) = 0 OR kind = ANY({filter.Kinds}))
              AND ({filter.Reader}::text IS NULL OR controller = {filter.Reader} OR controller || '|' || scope = ANY({filter.Open}))
              AND ({filter.TrueOn}::date IS NULL OR (from_day <= {filter.TrueOn} AND (to_day IS NULL OR to_day >= {filter.TrueOn})))
              AND ({filter.AllVersions} OR (NOT retracted AND CASE WHEN {filter.KnownAt}::timestamptz IS NULL THEN known_to IS NULL
                    ELSE recorded_at <= {filter.KnownAt} AND (known_to IS NULL OR known_to > {filter.KnownAt}) END))
              AND (from_day, id, version) < ({beforeDay}, {beforeId}, {beforeVersion})
            ORDER BY from_day DESC, id DESC, version DESC LIMIT {limit}
            """,
            Read);

    public static Sql Insert(SituationEntry entry) =>
        $"""
        INSERT INTO situation (id, version, client_id, controller, kind, code, from_day, to_day, basis, set_by_profession, set_by_organisation, set_by_client, note,
          health, scope, one_at_a_time, retracted, reason, recorded_at, recorded_by)
        VALUES ({entry.Id}, {entry.Version}, {entry.ClientId}, {entry.Controller}, {(int)entry.Kind}, {entry.Code}, {entry.From}, {entry.To}, {entry.Basis}, {entry.SetByProfession},
          {entry.SetByOrganisation}, {entry.SetByClient}, {entry.Note}, {entry.IsHealthData}, {entry.Scope}, {SituationRules.IsOneAtATime(entry.Kind)}, {entry.Retracted}, {entry.Reason},
          {entry.RecordedAt}, {entry.RecordedBy})
        """;

    /// <summary>The guard of every new version: the one before is known no longer.</summary>
    public static Sql Close(SituationEntry next) => $"UPDATE situation SET known_to = {next.RecordedAt} WHERE id = {next.Id} AND version = {next.Version - 1} AND known_to IS NULL";

    private static Sql Columns =>
        $"id, version, client_id, controller, kind, code, from_day, to_day, basis, set_by_profession, set_by_organisation, set_by_client, note, retracted, reason, recorded_at, recorded_by, known_to";

    private static SituationEntry Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Version = row.GetInt32(1),
        ClientId = row.GetGuid(2),
        Controller = row.GetString(3),
        Kind = (SituationKind)row.GetInt32(4),
        Code = row.GetString(5),
        From = row.GetFieldValue<DateOnly>(6),
        To = row.Day(7),
        Basis = row.GetString(8),
        SetByProfession = row.GetString(9),
        SetByOrganisation = row.GetString(10),
        SetByClient = row.GetBoolean(11),
        Note = row.GetString(12),
        Retracted = row.GetBoolean(13),
        Reason = row.GetString(14),
        RecordedAt = row.GetFieldValue<DateTimeOffset>(15),
        RecordedBy = row.GetString(16),
        KnownTo = row.Instant(17),
    };
}

/// <summary>Which entries are wanted, by whom.</summary>
/// <param name="Reader">The reading organisation; null for the client, who sees all.</param>
/// <param name="Open">Others' entries that are open to the reader, as "controller|scope".</param>
internal sealed record SituationFilter(Guid ClientId, int[] Kinds, DateOnly? TrueOn, DateTimeOffset? KnownAt, bool AllVersions, string? Reader, string[] Open);
