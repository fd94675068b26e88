using System.Text.Json;
using Npgsql;

namespace Tyokyky.Referrals.Persistence;

/// <summary>Screenings with their proposals, and what rules look at.</summary>
internal static class ScreeningStore
{
    public static Query<Screening> ById(Guid id) => new($"SELECT {Columns} FROM screening WHERE id = {id}", Read);

    /// <summary>Newest first.</summary>
    public static Query<Screening> Of(string organisation, Guid? clientId, bool openOnly, Guid before, int limit) =>
        new(
            $"""
            SELECT {Columns} FROM screening WHERE organisation = {organisation} AND id < {before}
            {SqlParts.If(clientId is not null, $" AND client_id = ANY(tyokyky_same_client({clientId}))")}{SqlParts.If(openOnly, $" AND open_proposals > 0")}
            ORDER BY id DESC LIMIT {limit}
            """,
            Read);

    /// <summary>A client's own, of every organisation; newest first.</summary>
    public static Query<Screening> OfClient(Guid clientId, bool openOnly, Guid before, int limit) =>
        new(
            $"""
            SELECT {Columns} FROM screening WHERE client_id = ANY(tyokyky_same_client({clientId})) AND id < {before}{SqlParts.If(openOnly, $" AND open_proposals > 0")}
            ORDER BY id DESC LIMIT {limit}
            """,
            Read);

    /// <summary>The controller's own entries of the client's situation that stand.</summary>
    public static Query<IReadOnlyList<DatedFact>> FactsOf(Guid clientId, string controller) =>
        new Query<DatedFact>(
            $"SELECT kind, code, from_day, to_day FROM situation WHERE client_id = ANY(tyokyky_same_client({clientId})) AND controller = {controller} AND known_to IS NULL AND NOT retracted",
            row => new DatedFact((SituationKind)row.GetInt32(0), row.GetString(1), row.GetFieldValue<DateOnly>(2), row.Day(3))).All();

    /// <summary>The next clients of the controller's register who have entries, with these, and the day of each one's last screening.</summary>
    public static Query<PopulationRow> Population(string controller, Guid after, int clients) =>
        new(
            $"""
            WITH page AS (
              SELECT DISTINCT ON (r.client_id) r.client_id, r.given_names || ' ' || r.family_name AS name, c.birth_date FROM client_record r JOIN client c ON c.id = r.client_id
              WHERE r.controller = {controller} AND r.superseded_by IS NULL AND r.client_id > {after} ORDER BY r.client_id LIMIT {clients})
            SELECT p.client_id, p.name, p.birth_date, (SELECT max(screened_on) FROM screening x WHERE x.client_id = ANY(tyokyky_same_client(p.client_id)) AND x.organisation = {controller}), s.kind, s.code, s.from_day, s.to_day
            FROM page p LEFT JOIN situation s ON s.client_id = ANY(tyokyky_same_client(p.client_id)) AND s.controller = {controller} AND s.known_to IS NULL AND NOT s.retracted
            ORDER BY p.client_id
            """,
            row => new PopulationRow(
                row.GetGuid(0), row.GetString(1), row.Day(2), row.Day(3),
                row.IsDBNull(4) ? null : new DatedFact((SituationKind)row.GetInt32(4), row.GetString(5), row.GetFieldValue<DateOnly>(6), row.Day(7))));

    public static Sql Insert(Screening screening) =>
        $"""
        INSERT INTO screening (id, version, client_id, organisation, screened_on, unemployed_since, answers, readiness, recorded_at, proposals, open_proposals)
        VALUES ({screening.Id}, {screening.Version}, {screening.ClientId}, {screening.Organisation}, {screening.ScreenedOn}, {screening.UnemployedSince}, {screening.Answers}, {screening.Readiness}, {screening.RecordedAt},
          {Proposals(screening)}, {Open(screening)})
        """;

    public static Sql Update(Screening screening) =>
        $"UPDATE screening SET version = {screening.Version}, proposals = {Proposals(screening)}, open_proposals = {Open(screening)} WHERE id = {screening.Id} AND version = {screening.Version - 1}";

    private static SqlJson Proposals(Screening screening) => Sql.Json(JsonSerializer.Serialize([.. screening.Proposals], ReferralsJson.Default.ScreeningProposalArray));

    private static int Open(Screening screening) => screening.Proposals.Count(proposal => proposal.Decision == ProposalDecision.Open);

    private static Sql Columns => $"id, version, client_id, organisation, screened_on, unemployed_since, answers, recorded_at, proposals::text, readiness";

    private static Screening Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Version = row.GetInt64(1),
        ClientId = row.GetGuid(2),
        Organisation = row.GetString(3),
        ScreenedOn = row.GetFieldValue<DateOnly>(4),
        UnemployedSince = row.Day(5),
        Answers = row.GetFieldValue<string[]>(6),
        RecordedAt = row.GetFieldValue<DateTimeOffset>(7),
        Proposals = JsonSerializer.Deserialize(row.GetString(8), ReferralsJson.Default.ScreeningProposalArray)!,
        Readiness = row.GetString(9),
    };
}

/// <summary>A client of the register with one entry of the situation, or none.</summary>
internal sealed record PopulationRow(Guid ClientId, string Name, DateOnly? BirthDate, DateOnly? LastScreened, DatedFact? Fact);
