namespace Tyokyky.Referrals.Coordination;

/// <summary>Contacts with what they opened. The follow-ups come as a second result of the same round trip.</summary>
[Row<Contact>("contact", Skip = ["FollowUps"], Json = ["Followed"], JsonContext = typeof(CoordinationJson),
    Columns = ["Background.Sex=sex", "Background.ContactLanguage=contact_language", "Background.CustomerProfile=customer_profile"],
    Fixed = ["Organisation", "ContactingService", "Topic", "ClientPresent", "NetworkProfessions", "Mode", "Minutes", "ContactedOn", "Programme"])]
[Row<ContactFollowUp>("contact_follow_up", Alias = "f", Computed = ["NetworkMeetingId"],
    Fixed = ["ContactId", "Kind", "Organisation", "Topic", "Question", "ClientAgreed", "ClientInvited", "Professions", "PlannedOn", "OpenedAt"])]
[Row<ContactTotals>]
[Row<ContactTally>]
internal static partial class ContactStore
{
    /// <summary>To be changed, with what it opened.</summary>
    public static AggregateQuery<Contact> Whole(Guid id) =>
        Aggregate.Of("contact", id, ById(id), FollowUpsOf(id), (contact, followUps) => contact with { FollowUps = followUps });

    /// <summary>To change what became of one of its follow-ups.</summary>
    public static AggregateQuery<Contact> OfFollowUp(Guid followUpId) =>
        Aggregate.Of("contact", followUpId, ByFollowUp(followUpId), FollowUpsBeside(followUpId), (contact, beside) => contact with { FollowUps = beside });

    public static Query<Contact> ById(Guid id) => new($"SELECT {ContactRow.Columns} FROM contact WHERE id = {id}", ContactRow.Read);

    public static Query<Contact> ByFollowUp(Guid followUpId) =>
        new($"SELECT {ContactRow.Columns} FROM contact WHERE id = (SELECT contact_id FROM contact_follow_up WHERE id = {followUpId})", ContactRow.Read);

    /// <summary>
    /// The contact from which the referral was opened, or one that led to it by being referred onward; only where the contact's organisation is a party to
    /// what it led to.
    /// </summary>
    public static Query<Contact> LeadingTo(Guid referralId) =>
        new(
            $"""
            WITH RECURSIVE chain AS (
              SELECT id, parent_referral_id FROM referral WHERE id = {referralId}
              UNION ALL
              SELECT r.id, r.parent_referral_id FROM chain JOIN referral r ON r.id = chain.parent_referral_id)
            SELECT {ContactRow.Columns} FROM contact
            WHERE id = (SELECT f.contact_id FROM contact_follow_up f JOIN chain ON f.id = chain.id LIMIT 1)
              AND EXISTS (SELECT FROM referral r JOIN task t ON t.referral_id = r.id
                WHERE r.id = {referralId} AND contact.organisation IN (r.sender, t.sender, t.receiver))
            """,
            ContactRow.Read);

    /// <summary>The contact with outcomes that this led to.</summary>
    public static Query<Contact> FollowedFrom(Guid cause) =>
        new(
            $"""
            SELECT {ContactRow.Columns} FROM contact
            WHERE followed <> '[]' AND followed @> jsonb_build_array(jsonb_build_object('cause', {cause.ToString()}))
            """,
            ContactRow.Read);

    public static Query<IReadOnlyList<ContactFollowUp>> FollowUpsOf(Guid contactId) =>
        new Query<ContactFollowUp>(
            $"SELECT {ContactFollowUpRow.Columns} FROM {FollowUps} WHERE f.contact_id = {contactId} ORDER BY f.id", ContactFollowUpRow.Read).All();

    public static Query<IReadOnlyList<ContactFollowUp>> FollowUpsBeside(Guid followUpId) =>
        new Query<ContactFollowUp>(
            $"""
            SELECT {ContactFollowUpRow.Columns} FROM {FollowUps}
            WHERE f.contact_id = (SELECT contact_id FROM contact_follow_up WHERE id = {followUpId}) ORDER BY f.id
            """,
            ContactFollowUpRow.Read).All();

    /// <summary>Newest day first.</summary>
    public static Query<Contact> Of(string organisation, ContactFilter filter, DateOnly beforeDay, Guid beforeId, int limit) =>
        new(
            $"""
            SELECT {ContactRow.Columns} FROM contact WHERE {Matching(organisation, filter)} AND (contacted_on, id) < ({beforeDay}, {beforeId})
            ORDER BY contacted_on DESC, id DESC LIMIT {limit}
            """,
            ContactRow.Read);

    /// <summary>How many contacts there are.</summary>
    public static Query<ContactTotals> Totals(string organisation, ContactFilter filter) =>
        new(
            $"""
            SELECT count(*), count(*) FILTER (WHERE cardinality(outcomes) > 0), coalesce(sum(minutes), 0),
              count(DISTINCT coalesce((SELECT p.merged_into FROM client p WHERE p.id = client_id), client_id))
            FROM contact WHERE {Matching(organisation, filter)}
            """,
            ContactTotalsRow.Read);

    /// <summary>The contacts by every dimension at once, the largest first.</summary>
    public static Query<IReadOnlyList<ContactTally>> Tally(string organisation, ContactFilter filter) =>
        new Query<ContactTally>(
            $"""
            SELECT d.dimension, d.code, count(*) FROM contact, LATERAL (
              VALUES ('age-band', age_band::text), ('contacting-service', contacting_service), ('topic', topic), ('client-present', client_present::text),
                     ('mode', mode::text), ('municipality', municipality), ('sex', sex::text), ('contact-language', contact_language),
                     ('customer-profile', customer_profile)
              UNION ALL SELECT 'outcome', unnest(outcomes)
              UNION ALL SELECT 'profession', unnest(network_professions)) AS d (dimension, code)
            WHERE {Matching(organisation, filter)}
            GROUP BY d.dimension, d.code ORDER BY d.dimension, count(*) DESC, d.code
            """,
            ContactTallyRow.Read).All();

    // The meeting that is convened for it, none by mistake; its index is found by the number alone.
    private static Sql FollowUps =>
        $"""
        contact_follow_up f CROSS JOIN LATERAL (
          SELECT (SELECT m.id FROM network_meeting m WHERE m.follow_up_id = f.id AND m.status <> 4) AS network_meeting_id) convened
        """;

    // A client's own contacts have their index; every other filter walks the organisation's by day.
    private static Sql Matching(string organisation, ContactFilter filter) =>
        $"""
        organisation = {organisation} AND contacted_on BETWEEN {filter.From} AND {filter.To}{SqlParts.If(!filter.WithMistakes, $" AND error_reason = ''")}
        {SqlParts.If(filter.ClientId is not null, $" AND client_id = ANY(tyokyky_same_client({filter.ClientId}))")}
        {SqlParts.If(filter.ContactingServices.Length > 0, $" AND contacting_service = ANY({filter.ContactingServices})")}
        {SqlParts.If(filter.Topic.Length > 0, $" AND topic = {filter.Topic}")}{SqlParts.If(filter.Outcome.Length > 0, $" AND {filter.Outcome} = ANY(outcomes)")}
        {SqlParts.If(filter.Municipality.Length > 0, $" AND municipality = {filter.Municipality}")}
        {SqlParts.If(filter.Programme.Length > 0, $" AND programme = {filter.Programme}")}
        """;
}

/// <summary>Which contacts of an organisation.</summary>
internal sealed record ContactFilter(DateOnly From, DateOnly To)
{
    public Guid? ClientId { get; init; }

    public string Topic { get; init; } = "";

    public string[] ContactingServices { get; init; } = [];

    public string Outcome { get; init; } = "";

    public string Programme { get; init; } = "";

    public string Municipality { get; init; } = "";

    public bool WithMistakes { get; init; }
}

/// <summary>Contacts, those with an outcome, their minutes, and the clients named in them.</summary>
internal sealed record ContactTotals(long Contacts, long WithOutcome, long Minutes, long NamedClients);

/// <summary>How many contacts have one value of one dimension.</summary>
internal sealed record ContactTally(string Dimension, string Code, long Contacts);
