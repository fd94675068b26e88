namespace Tyokyky.Referrals.Clients;

/// <summary>Entries of clients' situations, every version.</summary>
[Row<SituationEntry>("situation", Key = "", Columns = ["From=from_day", "To=to_day"], Beside = ["bool health", "string scope", "bool one_at_a_time"])]
internal static partial class SituationStore
{
    /// <summary>Holds that of a kind that holds one at a time there is one, whoever else records at the same moment.</summary>
    public const string OneAtATime = "situation_one_at_a_time";

    public const string PrimaryKey = "situation_pkey";

    public static Query<SituationEntry> Newest(Guid id) =>
        new($"SELECT {SituationEntryRow.Columns} FROM situation WHERE id = {id} AND known_to IS NULL", SituationEntryRow.Read);

    /// <summary>A controller's entries of a kind that hold.</summary>
    public static Query<IReadOnlyList<SituationEntry>> Holding(Guid clientId, string controller, SituationKind kind) =>
        new Query<SituationEntry>(
            $"""
            SELECT {SituationEntryRow.Columns} FROM situation
            WHERE client_id = ANY(tyokyky_same_client({clientId})) AND controller = {controller} AND kind = {(int)kind} AND known_to IS NULL AND NOT retracted
            ORDER BY from_day
            """,
            SituationEntryRow.Read).All();

    /// <summary>A controller's other entries of the kind of one.</summary>
    public static Query<IReadOnlyList<SituationEntry>> HoldingBeside(Guid id) =>
        new Query<SituationEntry>(
            $"""
            SELECT {SituationEntryRow.Columns} FROM situation s WHERE NOT retracted AND known_to IS NULL
              AND (client_id, controller, kind) = (SELECT client_id, controller, kind FROM situation WHERE id = {id} AND version = 1)
            ORDER BY from_day
            """,
            SituationEntryRow.Read).All();

    /// <summary>What the reader may see: everything (no reader), the reader's own, and of others what is open, as "controller|scope".</summary>
    public static Query<SituationEntry> Of(SituationFilter filter, DateOnly beforeDay, Guid beforeId, int beforeVersion, int limit) =>
        new(
            $"""
            SELECT {SituationEntryRow.Columns} FROM situation
            WHERE client_id = ANY(tyokyky_same_client({filter.ClientId})) AND (cardinality({filter.Kinds}) = 0 OR kind = ANY({filter.Kinds}))
              AND ({filter.Reader}::text IS NULL OR controller = {filter.Reader} OR controller || '|' || scope = ANY({filter.Open}))
              AND ({filter.TrueOn}::date IS NULL OR (from_day <= {filter.TrueOn} AND (to_day IS NULL OR to_day >= {filter.TrueOn})))
              AND ({filter.AllVersions} OR (NOT retracted AND CASE WHEN {filter.KnownAt}::timestamptz IS NULL THEN known_to IS NULL
                    ELSE recorded_at <= {filter.KnownAt} AND (known_to IS NULL OR known_to > {filter.KnownAt}) END))
              AND (from_day, id, version) < ({beforeDay}, {beforeId}, {beforeVersion})
            ORDER BY from_day DESC, id DESC, version DESC LIMIT {limit}
            """,
            SituationEntryRow.Read);

    public static Sql Insert(SituationEntry entry) => SituationEntryRow.Insert(entry, entry.IsHealthData, entry.Scope, SituationRules.IsOneAtATime(entry.Kind));

    /// <summary>The guard of every new version: the one before is known no longer.</summary>
    public static Sql Close(SituationEntry next) =>
        $"UPDATE situation SET known_to = {next.RecordedAt} WHERE id = {next.Id} AND version = {next.Version - 1} AND known_to IS NULL";
}

/// <summary>Which entries are wanted, by whom.</summary>
/// <param name="Reader">The reading organisation; null for the client, who sees all.</param>
/// <param name="Open">Others' entries that are open to the reader, as "controller|scope".</param>
internal sealed record SituationFilter(Guid ClientId, int[] Kinds, DateOnly? TrueOn, DateTimeOffset? KnownAt, bool AllVersions, string? Reader, string[] Open);
