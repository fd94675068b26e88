using Tyokyky.JobCoaching.Common;

namespace Tyokyky.JobCoaching.Coachings;

/// <summary>Coachings and the contacts logged in them.</summary>
[Row<Coaching>("coaching", Fixed = ["Client", "Organisation", "CaseId", "MeasureId", "ReferredBy", "OpenedOn"], Columns =
[
    "Client.AgeBand=age_band", "Client.Municipality=municipality", "Client.Programme=programme",
    "Client.Sex=sex", "Client.ContactLanguage=contact_language", "Client.CustomerProfile=customer_profile",
    "ReferredBy.ReferralId=referral_id", "ReferredBy.Organisation=referrer", "ReferredBy.UnitId=referring_unit_id", "ReferredBy.Service=referring_service",
    "ReferredBy.FromService=referred_from_service",
    "Wishes.Occupations=occupations", "Wishes.Municipalities=municipalities", "Wishes.MaxWeeklyHours=max_weekly_hours", "Wishes.Disclosure=disclosure",
    "Contacts.Client=client_contacts", "Contacts.Employer=employer_contacts", "Contacts.Network=network_contacts",
])]
[Row<CoachContact>("coaching_contact", Columns = ["On=contacted_on"], Beside = ["Guid coaching_id", "DateTimeOffset recorded_at"])]
internal static partial class CoachingStore
{
    /// <summary>To be changed.</summary>
    public static AggregateQuery<Coaching> Whole(Guid id) => Aggregate.Of("coaching", id, ById(id));

    public static Query<Coaching> ById(Guid id) => new($"SELECT {CoachingRow.Columns} FROM coaching WHERE id = {id}", CoachingRow.Read);

    public static Query<Coaching> ByMeasure(Guid measureId) =>
        new($"SELECT {CoachingRow.Columns} FROM coaching WHERE measure_id = {measureId}", CoachingRow.Read);

    /// <summary>From now on facts of the client's coachings that go on tell what a fact on somebody unknown would: the order is in force here too.</summary>
    public static Sql Hide(Guid clientId) =>
        $"""
        UPDATE coaching SET municipality = {CountedClient.Unknown.Municipality}, sex = {(int)CountedClient.Unknown.Sex},
          contact_language = {CountedClient.Unknown.ContactLanguage}, customer_profile = {CountedClient.Unknown.CustomerProfile}, version = version + 1
        WHERE client_id = ANY(tyokyky_same_client({clientId})) AND (municipality, sex, contact_language, customer_profile) IS DISTINCT FROM
          ({CountedClient.Unknown.Municipality}, {(int)CountedClient.Unknown.Sex}, {CountedClient.Unknown.ContactLanguage},
            {CountedClient.Unknown.CustomerProfile})
        RETURNING id, client_id
        """;

    /// <summary>Newest first: ids are made in order of time.</summary>
    public static Query<Coaching> OfOrganisation(string organisation, CoachingFilter filter, Guid before, int limit)
    {
        Sql where = $"organisation = {organisation} AND id < {before}";
        if (filter.State != CoachingState.Unspecified) { where = $"{where} AND state = {(int)filter.State}"; }
        if (filter.ClientId is { } client) { where = $"{where} AND client_id = ANY(tyokyky_same_client({client}))"; }
        if (filter.Coach.Length > 0) { where = $"{where} AND coach = {filter.Coach}"; }
        if (filter.MeasureId is { } measure) { where = $"{where} AND measure_id = {measure}"; }
        return new($"SELECT {CoachingRow.Columns} FROM coaching WHERE {where} ORDER BY id DESC LIMIT {limit}", CoachingRow.Read);
    }
}

/// <summary>What a list of coachings is narrowed by.</summary>
internal sealed record CoachingFilter(CoachingState State, Guid? ClientId, string Coach, Guid? MeasureId);
