using Npgsql;
using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.JobCoaching.Persistence;

/// <summary>Coachings and the contacts logged in them.</summary>
internal static class CoachingStore
{
    public static Query<Coaching> ById(Guid id) => new($"SELECT {Columns} FROM coaching WHERE id = {id}", Read);

    public static Query<Coaching> ByMeasure(Guid measureId) => new($"SELECT {Columns} FROM coaching WHERE measure_id = {measureId}", Read);

    /// <summary>Newest first: ids are made in order of time.</summary>
    public static Query<Coaching> OfOrganisation(string organisation, CoachingFilter filter, Guid before, int limit)
    {
        Sql where = $"organisation = {organisation} AND id < {before}";
        if (filter.State != CoachingState.Unspecified)
        {
            where = $"{where} AND state = {(int)filter.State}";
        }

        if (filter.ClientId is { } client)
        {
            where = $"{where} AND client_id = ANY(tyokyky_same_client({client}))";
        }

        if (filter.Coach.Length > 0)
        {
            where = $"{where} AND coach = {filter.Coach}";
        }

        if (filter.MeasureId is { } measure)
        {
            where = $"{where} AND measure_id = {measure}";
        }

        return new($"SELECT {Columns} FROM coaching WHERE {where} ORDER BY id DESC LIMIT {limit}", Read);
    }

    public static Sql Insert(Coaching coaching) =>
        $"""
        INSERT INTO coaching (id, version, client_id, age_band, municipality, programme, organisation, case_id, measure_id, state, coach, coach_name, model, opened_on, started_on, ended_on,
          outcome, occupations, municipalities, max_weekly_hours, disclosure, client_contacts, employer_contacts, network_contacts)
        VALUES ({coaching.Id}, {coaching.Version}, {coaching.Client.Id}, {(int)coaching.Client.AgeBand}, {coaching.Client.Municipality}, {coaching.Client.Programme}, {coaching.Organisation},
          {coaching.CaseId}, {coaching.MeasureId}, {(int)coaching.State}, {coaching.Coach}, {coaching.CoachName}, {coaching.Model}, {coaching.OpenedOn}, {coaching.StartedOn}, {coaching.EndedOn},
          {coaching.Outcome}, {coaching.Wishes.Occupations}, {coaching.Wishes.Municipalities}, {coaching.Wishes.MaxWeeklyHours}, {(int)coaching.Wishes.Disclosure},
          {coaching.Contacts.Client}, {coaching.Contacts.Employer}, {coaching.Contacts.Network})
        """;

    /// <summary>The guard of every change of a coaching.</summary>
    public static Sql Update(Coaching changed) =>
        $"""
        UPDATE coaching SET version = {changed.Version}, state = {(int)changed.State}, coach = {changed.Coach}, coach_name = {changed.CoachName}, model = {changed.Model},
          started_on = {changed.StartedOn}, ended_on = {changed.EndedOn}, outcome = {changed.Outcome},
          occupations = {changed.Wishes.Occupations}, municipalities = {changed.Wishes.Municipalities}, max_weekly_hours = {changed.Wishes.MaxWeeklyHours}, disclosure = {(int)changed.Wishes.Disclosure},
          client_contacts = {changed.Contacts.Client}, employer_contacts = {changed.Contacts.Employer}, network_contacts = {changed.Contacts.Network}
        WHERE id = {changed.Id} AND version = {changed.Version - 1}
        """;

    public static Sql Insert(Guid coachingId, CoachContact contact, DateTimeOffset recordedAt) =>
        $"""
        INSERT INTO coaching_contact (id, coaching_id, party, employer_id, mode, minutes, contacted_on, in_clients_name, matches_wishes, note, recorded_at)
        VALUES ({contact.Id}, {coachingId}, {(int)contact.Party}, {contact.EmployerId}, {(int)contact.Mode}, {contact.Minutes}, {contact.On}, {contact.InClientsName}, {contact.MatchesWishes}, {contact.Note}, {recordedAt})
        """;

    private static Sql Columns =>
        $"id, version, client_id, age_band, municipality, programme, organisation, case_id, measure_id, state, coach, coach_name, model, opened_on, started_on, ended_on, outcome, occupations, municipalities, max_weekly_hours, disclosure, client_contacts, employer_contacts, network_contacts";

    private static Coaching Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Version = row.GetInt64(1),
        Client = new CountedClient(row.GetGuid(2), (AgeBand)row.GetInt32(3), row.GetString(4), row.GetString(5)),
        Organisation = row.GetString(6),
        CaseId = row.GetGuid(7),
        MeasureId = row.GetGuid(8),
        State = (CoachingState)row.GetInt32(9),
        Coach = row.GetString(10),
        CoachName = row.GetString(11),
        Model = row.GetString(12),
        OpenedOn = row.GetFieldValue<DateOnly>(13),
        StartedOn = row.Day(14),
        EndedOn = row.Day(15),
        Outcome = row.GetString(16),
        Wishes = new WorkWishes(row.GetFieldValue<string[]>(17), row.GetFieldValue<string[]>(18), row.GetInt32(19), (DisclosurePreference)row.GetInt32(20)),
        Contacts = new ContactTally(row.GetInt32(21), row.GetInt32(22), row.GetInt32(23)),
    };
}

/// <summary>What a list of coachings is narrowed by.</summary>
internal sealed record CoachingFilter(CoachingState State, Guid? ClientId, string Coach, Guid? MeasureId);
