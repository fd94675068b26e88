namespace Tyokyky.JobCoaching.Clients;

/// <summary>What Referrals has told. Statements of the projection name tables without a schema, so that a rebuild meets its own copy.</summary>
[Row<CountedClient>(Columns = ["Id=client_id"])]
internal static partial class KnownReferralsStore
{
    /// <summary>The client as last told to one who opened the client's pathway or gives a step of it; nothing for anybody else.</summary>
    public static Query<CountedClient> OnPathway(Guid clientId, string organisation) =>
        new(
            $"""
            SELECT {CountedClientRow.Columns} FROM known_pathway
            WHERE client_id = ANY(tyokyky_same_client({clientId})) AND organisation = {organisation} ORDER BY told_on DESC LIMIT 1
            """,
            CountedClientRow.Read);

    /// <summary>The programme's code, if Referrals knows it.</summary>
    public static Query<string> Programme(string programme) =>
        new($"SELECT programme FROM known_programme WHERE programme = {programme}", row => row.GetString(0));

    /// <summary>Whoever works at the organisation on that day.</summary>
    public static Query<string> Worker(string organisation, string subject, DateOnly on) =>
        new(
            $"""
            SELECT subject FROM known_worker WHERE organisation = {organisation} AND subject = {subject}
              AND (valid_from IS NULL OR valid_from <= {on}) AND (valid_to IS NULL OR valid_to >= {on})
            LIMIT 1
            """,
            row => row.GetString(0));

    public static Sql Remember(Guid pathwayId, string organisation, CountedClient client, DateOnly on) =>
        $"""
        INSERT INTO known_pathway (pathway_id, organisation, client_id, age_band, municipality, programme, sex, contact_language, customer_profile, told_on)
        VALUES ({pathwayId}, {organisation}, {client.Id}, {(int)client.AgeBand}, {client.Municipality}, {client.Programme}, {(int)client.Sex},
          {client.ContactLanguage}, {client.CustomerProfile}, {on})
        ON CONFLICT (pathway_id, organisation) DO UPDATE SET age_band = excluded.age_band, municipality = excluded.municipality,
          programme = excluded.programme, sex = excluded.sex, contact_language = excluded.contact_language,
          customer_profile = excluded.customer_profile, told_on = excluded.told_on
        """;

    /// <param name="organisation">Who runs it.</param>
    public static Sql Remember(string programme, string organisation) =>
        $"""
        INSERT INTO known_programme (programme, organisation) VALUES ({programme}, {organisation})
        ON CONFLICT (programme) DO UPDATE SET organisation = excluded.organisation
        """;

    /// <param name="toldBy">What told of it: the professional, or an entry of the worker's time.</param>
    public static Sql Remember(Guid toldBy, string organisation, string subject, Date? from, Date? to) =>
        $"""
        INSERT INTO known_worker (told_by, organisation, subject, valid_from, valid_to)
        VALUES ({toldBy}, {organisation}, {subject}, {from?.ToDay()}, {to?.ToDay()})
        ON CONFLICT (told_by) DO UPDATE SET organisation = excluded.organisation, subject = excluded.subject,
          valid_from = excluded.valid_from, valid_to = excluded.valid_to
        """;
}
