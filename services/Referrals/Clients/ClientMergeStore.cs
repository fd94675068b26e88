namespace Tyokyky.Referrals.Clients;

/// <summary>Which clients may be, and which are, one person.</summary>
[Row<ClientMerge>]
internal static partial class ClientMergeStore
{
    public static Query<ClientMerge> ById(Guid id) => new($"SELECT {ClientMergeRow.Columns} FROM client_merge WHERE id = {id}", ClientMergeRow.Read);

    /// <summary>The controller's own merges of a client, newest first; those that a code brought are nobody's to see.</summary>
    public static Query<ClientMerge> Of(Guid clientId, string controller, Guid before, int limit) =>
        new(
            $"""
            SELECT {ClientMergeRow.Columns} FROM client_merge
            WHERE (kept = ANY(tyokyky_same_client({clientId})) OR merged = ANY(tyokyky_same_client({clientId}))) AND controller = {controller} AND NOT by_code
              AND id < {before}
            ORDER BY id DESC LIMIT {limit}
            """,
            ClientMergeRow.Read);

    /// <summary>Other ids of a person that the controller merged itself.</summary>
    public static Query<IReadOnlyList<Guid>> MergedIds(Guid clientId, string controller) =>
        new Query<Guid>(
            $"""
            SELECT merged FROM client_merge
            WHERE kept = ANY(tyokyky_same_client({clientId})) AND controller = {controller} AND NOT by_code AND split_at IS NULL
            ORDER BY id
            """,
            row => row.GetGuid(0)).All();

    /// <summary>Own records that may be the same person as a new one.</summary>
    public static Query<IReadOnlyList<ClientRecord>> Like(ClientRecord record, int limit) =>
        new Query<ClientRecord>(
            $"""
            SELECT {ClientStore.ClientRecordRow.Columns} FROM {ClientStore.Records}
            WHERE (r.client_id, r.register) IN (SELECT m.client_id, m.register FROM client_match m
                WHERE m.controller = {record.Controller} AND m.key = ANY(tyokyky_match_keys({record.BirthDate}, {record.FamilyName}, {record.GivenNames})))
              AND r.controller = {record.Controller} AND r.superseded_by IS NULL AND r.person <> {record.Person} AND NOT ({record.HasCode} AND r.has_code)
            ORDER BY r.registered_at LIMIT {limit}
            """,
            ClientStore.ClientRecordRow.Read).All();

    /// <summary>Pairs of own records that may be one person, in the order of registration.</summary>
    public static Query<PossiblePair> Pairs(string controller, Guid afterFirst, Guid afterSecond, int limit) =>
        new(
            $"""
            SELECT a.*, b.* FROM possible_duplicate pair
            CROSS JOIN LATERAL (SELECT {ClientStore.ClientRecordRow.Columns} FROM {ClientStore.Records}
              WHERE r.client_id = pair.first AND r.controller = {controller} AND r.superseded_by IS NULL ORDER BY r.registered_at LIMIT 1) a
            CROSS JOIN LATERAL (SELECT {ClientStore.ClientRecordRow.Columns} FROM {ClientStore.Records}
              WHERE r.client_id = pair.second AND r.controller = {controller} AND r.superseded_by IS NULL ORDER BY r.registered_at LIMIT 1) b
            WHERE pair.controller = {controller} AND (pair.first, pair.second) > ({afterFirst}, {afterSecond}) AND a.person <> b.person
              AND NOT (a.has_code AND b.has_code)
              AND NOT EXISTS (SELECT FROM duplicate_dismissal d WHERE d.controller = {controller} AND d.first = pair.first AND d.second = pair.second)
            ORDER BY pair.first, pair.second LIMIT {limit}
            """,
            row => new PossiblePair(ClientStore.ClientRecordRow.Read(row), ClientStore.ClientRecordRow.Read(row, ClientStore.ClientRecordRow.Width)));

    public static Sql Dismiss(string controller, Guid first, Guid second, string by, DateTimeOffset at) =>
        $"""
        INSERT INTO duplicate_dismissal (controller, first, second, dismissed_by, dismissed_at)
        VALUES ({controller}, {first}, {second}, {by}, {at})
        ON CONFLICT DO NOTHING
        """;

    /// <summary>Makes one person's ids another's, if both still are what they were when it was decided.</summary>
    public static void Merge(Commit commit, ClientMerge merge, Guid keptPerson, bool keptHasCode, Guid mergedPerson) => commit
        .Guard($"UPDATE client SET merged_into = NULL WHERE id = {keptPerson} AND merged_into IS NULL AND (code_cipher IS NOT NULL) = {keptHasCode}")
        .Guard(
            $"""
            INSERT INTO client_merge (id, controller, kept, merged, moved, by_code, reason, merged_by, merged_at)
            SELECT {merge.Id}, {merge.Controller}, {merge.Kept}, {merge.Merged},
              ARRAY[{mergedPerson}] || array_remove(tyokyky_same_client({mergedPerson}), {mergedPerson}),
              {merge.ByCode}, {merge.Reason}, {merge.MergedBy}, {merge.MergedAt}
            """)
        .Guard($"UPDATE client SET merged_into = {keptPerson} WHERE id = {mergedPerson} AND merged_into IS NULL AND code_cipher IS NULL")
        .Add($"UPDATE client SET merged_into = {keptPerson} WHERE merged_into = {mergedPerson}");

    /// <summary>The merged client's record gives way where the kept one has a record in the same register; a non-disclosure stays.</summary>
    public static void Supersede(Commit commit, string controller, Guid kept, Guid merged) => commit
        .Add($"""
        WITH hidden AS (
          UPDATE client_record k SET non_disclosure = true, version = k.version + 1 FROM client_record m
          WHERE k.client_id = {kept} AND k.controller = {controller} AND NOT k.non_disclosure AND k.superseded_by IS NULL
            AND m.client_id = {merged} AND m.controller = {controller} AND m.register = k.register AND m.non_disclosure AND m.superseded_by IS NULL
          RETURNING k.*)
        INSERT INTO client_record_version (client_id, controller, register, version, given_names, family_name, municipality, contact_language,
          non_disclosure, registered_at, birth_date, details, recorded_at, recorded_by)
        SELECT client_id, controller, register, version, given_names, family_name, municipality, contact_language,
          non_disclosure, registered_at, birth_date, details, {commit.RecordedAt}, {commit.Call.Caller.Subject}
        FROM hidden
        """)
        .Add($"""
        UPDATE client_record m SET superseded_by = {kept} WHERE m.client_id = {merged} AND m.controller = {controller} AND m.superseded_by IS NULL
          AND EXISTS (SELECT FROM client_record k WHERE k.client_id = {kept} AND k.controller = {controller} AND k.register = m.register)
        """);

    /// <summary>The guard of a split, and what it gives back: afterwards one person is what the merges that remain say, whatever their order was.</summary>
    public static void Split(Commit commit, ClientMerge merge) => commit
        .Guard($"UPDATE client_merge SET split_at = {merge.SplitAt} WHERE id = {merge.Id} AND split_at IS NULL")
        .Add(
            $"""
            WITH RECURSIVE
              person AS (SELECT unnest(tyokyky_same_client({merge.Kept})) AS id),
              link AS (SELECT g.kept AS one, g.merged AS other FROM client_merge g JOIN person p ON p.id = g.kept WHERE g.split_at IS NULL
                UNION SELECT g.merged, g.kept FROM client_merge g JOIN person p ON p.id = g.kept WHERE g.split_at IS NULL),
              same AS (SELECT id, id AS other FROM person UNION SELECT s.id, l.other FROM same s JOIN link l ON l.one = s.other),
              root AS (SELECT s.id, (array_agg(s.other ORDER BY c.merged_into IS NOT NULL, s.other))[1] AS root
                FROM same s JOIN client c ON c.id = s.other GROUP BY s.id)
            UPDATE client c SET merged_into = nullif(r.root, c.id) FROM root r WHERE r.id = c.id
            """)
        .Add(
            $"""
            UPDATE client_record SET superseded_by = NULL
            WHERE client_id = {merge.Merged} AND controller = {merge.Controller} AND superseded_by = {merge.Kept}
            """);
}

/// <summary>Two records that may be of one person, the one registered first first.</summary>
internal sealed record PossiblePair(ClientRecord First, ClientRecord Second);
