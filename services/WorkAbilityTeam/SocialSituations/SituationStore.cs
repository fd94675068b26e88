using Npgsql;

namespace Tyokyky.WorkAbilityTeam.SocialSituations;

/// <summary>Social situation descriptions, each with one of its versions.</summary>
[Row<ClientSituation>("social_situation", Alias = "s", Skip = ["Current"], Beside = ["int latest"],
    Fixed = ["Client", "Organisation"])]
[Row<SituationVersion>("social_situation_version", Alias = "v", Beside = ["Guid situation_id"],
    Json = ["Sections"], JsonContext = typeof(SituationJson))]
internal static partial class SituationStore
{
    /// <summary>An organisation has one of a client.</summary>
    public const string OnceIndex = "social_situation_once";

    /// <summary>To be changed.</summary>
    public static AggregateQuery<ClientSituation> Whole(Guid id) => Aggregate.Of("social-situation", id, ById(id));

    public static Query<ClientSituation> ById(Guid id) => new($"SELECT {Columns} {WithNewest} WHERE s.id = {id}", Read);

    /// <summary>With that version in the place of the newest.</summary>
    public static Query<ClientSituation> AsOfVersion(Guid id, int number) =>
        new(
            $"""
            SELECT {Columns} FROM social_situation s JOIN social_situation_version v ON v.situation_id = s.id AND v.number = {number} WHERE s.id = {id}
            """,
            Read);

    /// <summary>That version (0: the newest), if it is of the client at that organisation.</summary>
    public static Query<ClientSituation> OfClient(Guid id, int number, Guid clientId, string organisation) =>
        new(
            $"""
            SELECT {Columns} FROM social_situation s
            JOIN social_situation_version v ON v.situation_id = s.id AND v.number = CASE WHEN {number} = 0 THEN s.latest ELSE {number} END
            WHERE s.id = {id} AND s.organisation = {organisation} AND s.client_id = ANY(tyokyky_same_client({clientId}))
            """,
            Read);

    /// <summary>Of the client of a case or an assessment, at the same organisation.</summary>
    public static Query<ClientSituation> OfAnchor(Guid? caseId, Guid? assessmentId) =>
        new(
            $"""
            SELECT {Columns} {WithNewest} JOIN (
              SELECT client_id, organisation FROM team_case WHERE id = {caseId}
              UNION ALL SELECT client_id, organisation FROM assessment WHERE id = {assessmentId}) a
              ON a.organisation = s.organisation AND s.client_id = ANY(tyokyky_same_client(a.client_id))
            ORDER BY s.id DESC LIMIT 1
            """,
            Read);

    /// <summary>Newest first; of an organisation, or of every one (null) for the client.</summary>
    public static Query<ClientSituation> Of(Guid clientId, string? organisation, Guid before, int limit) =>
        new(
            $"""
            SELECT {Columns} {WithNewest} WHERE s.client_id = ANY(tyokyky_same_client({clientId})) AND s.id < {before}
            {SqlParts.If(organisation is not null, $" AND s.organisation = {organisation}")} ORDER BY s.id DESC LIMIT {limit}
            """,
            Read);

    /// <summary>The guard of every change.</summary>
    public static Sql Update(ClientSituation situation) =>
        $"""
        UPDATE social_situation SET version = version + 1, latest = {situation.Current.Number}
        WHERE id = {situation.Id} AND version = {situation.Version}
        """;

    public static Sql Answer(ClientSituation answered) =>
        $"""
        UPDATE social_situation_version SET answer = {(int)answered.Current.Answer}, comment = {answered.Current.Comment},
          answered_on = {answered.Current.AnsweredOn}
        WHERE situation_id = {answered.Id} AND number = {answered.Current.Number}
        """;

    private static Sql WithNewest => $"FROM social_situation s JOIN social_situation_version v ON v.situation_id = s.id AND v.number = s.latest";

    private static Sql Columns => $"{ClientSituationRow.Columns}, {SituationVersionRow.Columns}";

    private static ClientSituation Read(NpgsqlDataReader row) =>
        ClientSituationRow.Read(row) with { Current = SituationVersionRow.Read(row, ClientSituationRow.Width) };
}
