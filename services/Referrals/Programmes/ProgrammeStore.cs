using Npgsql;

namespace Tyokyky.Referrals.Persistence;

/// <summary>Programmes and the clients in them.</summary>
internal static class ProgrammeStore
{
    public const string PrimaryKey = "programme_pkey";
    public const string ClientKey = "programme_client_pkey";
    public const string OpenIndex = "programme_client_open";

    public static Query<Programme> ByCode(string code) => new($"SELECT {Columns} FROM programme p WHERE p.programme = {code}", Read);

    public static Query<Programme> All(bool withClosed, string after, int limit) =>
        new($"SELECT {Columns} FROM programme p WHERE p.programme > {after}{SqlParts.If(!withClosed, $" AND p.closed_on IS NULL")} ORDER BY p.programme LIMIT {limit}", Read);

    /// <summary>Clients in it, and those whom closing would leave without a case manager.</summary>
    public static Query<(long Clients, long Ownerless)> Counts(string programme) =>
        new(
            $"SELECT count(*), count(*) FILTER (WHERE {Ownerless}) FROM programme_client c LEFT JOIN case_management m ON m.client_id = tyokyky_case_of(c.client_id) WHERE c.programme = {programme} AND c.left_on IS NULL",
            row => (row.GetInt64(0), row.GetInt64(1)));

    /// <summary>The clients who are in it now, in order of their ids.</summary>
    public static Query<ProgrammeClient> Clients(string programme, string? organisation, bool ownerlessOnly, Guid after, int limit) =>
        new(
            $"""
            SELECT {ClientColumns} FROM programme_client c LEFT JOIN case_management m ON m.client_id = tyokyky_case_of(c.client_id)
            WHERE c.programme = {programme} AND c.left_on IS NULL AND c.client_id > {after}
            {SqlParts.If(organisation is not null, $" AND c.organisation = {organisation}")}{SqlParts.If(ownerlessOnly, $" AND {Ownerless}")}
            ORDER BY c.client_id LIMIT {limit}
            """,
            ReadClient);

    public static Query<ProgrammeClient> Client(string programme, Guid clientId) =>
        new($"SELECT {ClientColumns} FROM programme_client c LEFT JOIN case_management m ON m.client_id = tyokyky_case_of(c.client_id) WHERE c.programme = {programme} AND c.client_id = ANY(tyokyky_same_client({clientId})) AND c.left_on IS NULL", ReadClient);

    public static Query<bool> IsInAny(Guid clientId) => new($"SELECT EXISTS ({OpenOf(clientId)})", row => row.GetBoolean(0));

    /// <summary>The programmes that the client is in, as rows.</summary>
    public static Sql OpenOf(Guid clientId) => $"SELECT FROM programme_client WHERE client_id = ANY(tyokyky_same_client({clientId})) AND left_on IS NULL";

    public static Sql Insert(Programme programme) =>
        $"""
        INSERT INTO programme (programme, version, name, organisation, funder, from_day, to_day)
        VALUES ({programme.Code}, {programme.Version}, {programme.Name}, {programme.Organisation}, {programme.Funder}, {programme.FromDay}, {programme.ToDay})
        """;

    /// <summary>The guard of every change of a programme and of who is in it: nobody comes in while it closes.</summary>
    public static Sql Bump(Programme programme) => $"UPDATE programme SET version = version + 1 WHERE programme = {programme.Code} AND version = {programme.Version}";

    public static Sql Close(Programme programme) => $"UPDATE programme SET version = {programme.Version}, closed_on = {programme.ClosedOn} WHERE programme = {programme.Code} AND version = {programme.Version - 1}";

    public static Sql Insert(ProgrammeClient client) =>
        $"INSERT INTO programme_client (programme, client_id, organisation, from_day) VALUES ({client.Programme}, {client.ClientId}, {client.Organisation}, {client.FromDay})";

    public static Sql Leave(ProgrammeClient client) =>
        $"UPDATE programme_client SET left_on = {client.LeftOn} WHERE programme = {client.Programme} AND client_id = {client.ClientId} AND left_on IS NULL";

    // A case management that belongs to the programme ends with it.
    private static Sql Ownerless => $"(m.worker IS NULL OR m.worker = '' OR m.programme = c.programme)";

    private static Sql Columns => $"p.programme, p.name, p.organisation, p.funder, p.from_day, p.to_day, p.closed_on, p.version";

    private static Sql ClientColumns => $"c.programme, c.client_id, c.organisation, c.from_day, c.left_on, coalesce(m.worker, ''), coalesce(m.worker_name, ''), {Ownerless}, coalesce(m.organisation, '')";

    private static Programme Read(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetFieldValue<DateOnly>(4), row.Day(5), row.Day(6), row.GetInt64(7));

    private static ProgrammeClient ReadClient(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetGuid(1), row.GetString(2), row.GetFieldValue<DateOnly>(3), row.Day(4), row.GetString(5), row.GetString(6), row.GetBoolean(7), row.GetString(8));
}
