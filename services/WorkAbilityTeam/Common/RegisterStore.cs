using Google.Protobuf;

namespace Tyokyky.WorkAbilityTeam.Common;

/// <summary>Clients, programmes and organisations as Referrals' facts tell them.</summary>
internal static class RegisterStore
{
    public static Sql Remember(ClientFacets client, string controller) =>
        $"""
        INSERT INTO known_client (client_id, controller, told) VALUES ({Guid.Parse(client.ClientId)}, {controller}, {client.ToByteArray()})
        ON CONFLICT (client_id, controller) DO UPDATE SET told = excluded.told
        """;

    public static Sql Remember(ProgrammeOpened opened) =>
        $"""
        INSERT INTO known_programme (code, from_day, to_day) VALUES ({opened.Programme}, {opened.FromDay?.ToDay()}, {opened.ToDay?.ToDay()})
        ON CONFLICT (code) DO UPDATE SET from_day = excluded.from_day, to_day = excluded.to_day
        """;

    public static Sql Close(ProgrammeClosed closed) => $"UPDATE known_programme SET to_day = {closed.ClosedOn.ToDay()} WHERE code = {closed.Programme}";

    /// <summary>The client as that organisation's record has it, under whichever id; none: it has no record.</summary>
    public static Query<CountedClient> Client(Guid clientId, string controller, string programme) =>
        new(
            $"""
            SELECT told FROM known_client
            WHERE client_id = ANY(tyokyky_same_client({clientId})) AND controller = {controller} ORDER BY client_id = {clientId} DESC LIMIT 1
            """,
            row => CountedClient.Of(ClientFacets.Parser.ParseFrom(row.GetFieldValue<byte[]>(0))) with { Id = clientId, Programme = programme });

    public static Query<bool> HasProgramme(string code, DateOnly day) => Exists($"SELECT FROM known_programme WHERE code = {code} AND {Covers(day)}");

    public static Query<bool> HasOrganisation(string id, DateOnly day) =>
        Exists($"SELECT FROM registered_organisation WHERE organisation_id = {id} AND {Covers(day)}");

    private static Sql Covers(DateOnly day) => $"(from_day IS NULL OR from_day <= {day}) AND (to_day IS NULL OR to_day >= {day})";

    private static Query<bool> Exists(Sql rows) => new($"SELECT EXISTS ({rows})", row => row.GetBoolean(0));
}
