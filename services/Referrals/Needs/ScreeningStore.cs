namespace Tyokyky.Referrals.Needs;

/// <summary>Screenings with their proposals, and what rules look at.</summary>
[Row<Screening>("screening", Json = ["Proposals"], JsonContext = typeof(NeedsJson),
    Fixed = ["ClientId", "Organisation", "ScreenedOn", "UnemployedSince", "Answers", "Readiness", "RecordedAt"])]
[Row<DatedFact>(Columns = ["From=from_day", "To=to_day"])]
[Row<PopulationEntry>]
internal static partial class ScreeningStore
{
    public static Query<Screening> ById(Guid id) => new($"SELECT {ScreeningRow.Columns} FROM screening WHERE id = {id}", ScreeningRow.Read);

    /// <summary>Newest first.</summary>
    public static Query<Screening> Of(string organisation, Guid? clientId, bool openOnly, bool withMistakes, Guid before, int limit) =>
        new(
            $"""
            SELECT {ScreeningRow.Columns} FROM screening WHERE organisation = {organisation} AND id < {before}
            {SqlParts.If(clientId is not null, $" AND client_id = ANY(tyokyky_same_client({clientId}))")}{SqlParts.If(openOnly, $" AND open_proposals > 0")}
            {SqlParts.If(!withMistakes, $" AND error_reason = ''")} ORDER BY id DESC LIMIT {limit}
            """,
            ScreeningRow.Read);

    /// <summary>A client's own, of every organisation; newest first.</summary>
    public static Query<Screening> OfClient(Guid clientId, bool openOnly, bool withMistakes, Guid before, int limit) =>
        new(
            $"""
            SELECT {ScreeningRow.Columns} FROM screening WHERE client_id = ANY(tyokyky_same_client({clientId})) AND id < {before}
            {SqlParts.If(openOnly, $" AND open_proposals > 0")}{SqlParts.If(!withMistakes, $" AND error_reason = ''")} ORDER BY id DESC LIMIT {limit}
            """,
            ScreeningRow.Read);

    /// <summary>The controller's own entries of the client's situation that stand.</summary>
    public static Query<IReadOnlyList<DatedFact>> FactsOf(Guid clientId, string controller) =>
        new Query<DatedFact>(
            $"""
            SELECT {DatedFactRow.Columns} FROM situation
            WHERE client_id = ANY(tyokyky_same_client({clientId})) AND controller = {controller} AND known_to IS NULL AND NOT retracted
            """,
            DatedFactRow.Read).All();

    /// <summary>The next clients of the controller's register who have entries, with these, and the day of each one's last screening.</summary>
    public static Query<PopulationEntry> Population(string controller, Guid after, int clients) =>
        new(
            $"""
            WITH page AS (
              SELECT p.client_id, newest.name, newest.birth_date, newest.municipality
              FROM (SELECT DISTINCT r.client_id FROM client_record r
                WHERE r.controller = {controller} AND r.superseded_by IS NULL AND r.client_id > {after} ORDER BY r.client_id LIMIT {clients}) p
              CROSS JOIN LATERAL (SELECT r.given_names || ' ' || r.family_name AS name, r.birth_date, r.municipality FROM client_record r
                WHERE r.client_id = p.client_id AND r.controller = {controller} AND r.superseded_by IS NULL ORDER BY r.registered_at DESC LIMIT 1) newest)
            SELECT p.client_id, p.name, coalesce(p.birth_date, c.birth_date),
              CASE WHEN EXISTS (SELECT FROM client_record h WHERE h.client_id = ANY(tyokyky_same_client(p.client_id)) AND h.non_disclosure)
                THEN {Contracts.Municipality.Unknown} ELSE p.municipality END,
              (SELECT max(screened_on) FROM screening x
                WHERE x.client_id = ANY(tyokyky_same_client(p.client_id)) AND x.organisation = {controller} AND x.error_reason = ''),
              s.kind, s.code, s.from_day, s.to_day
            FROM page p
            JOIN client c ON c.id = p.client_id
            LEFT JOIN situation s ON s.client_id = ANY(tyokyky_same_client(p.client_id)) AND s.controller = {controller} AND s.known_to IS NULL
              AND NOT s.retracted
            ORDER BY p.client_id
            """,
            PopulationEntryRow.Read);
}

/// <summary>A client of the register with one entry of the situation, or none.</summary>
internal sealed record PopulationEntry(Guid ClientId, string Name, DateOnly? BirthDate, string Municipality, DateOnly? LastScreened, DatedFact? Fact);
