using Npgsql;
using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.Referrals.Persistence;

/// <summary>Network meetings. Participants and actions come as further results of the same round trip.</summary>
internal static class NetworkMeetingStore
{
    public const string FollowUpIndex = "network_meeting_of_follow_up";

    public static Query<NetworkMeeting> ById(Guid id) => new($"SELECT {Columns} FROM network_meeting m WHERE m.id = {id}", Read);

    public static Query<IReadOnlyList<MeetingParticipant>> ParticipantsOf(Guid meetingId) =>
        new Query<MeetingParticipant>(
            $"SELECT number, organisation, professional, name, profession, is_chair, attended FROM network_participant WHERE meeting_id = {meetingId} ORDER BY number",
            row => new MeetingParticipant(row.GetInt32(0), row.GetString(1), row.Id(2), row.GetString(3), row.GetString(4), row.GetBoolean(5), row.GetBoolean(6))).All();

    /// <summary>Those that an organisation convened or takes part in, the latest day first.</summary>
    public static Query<NetworkMeeting> Of(string organisation, MeetingFilter filter, DateOnly beforeDay, Guid beforeId, int limit) =>
        new(
            $"""
            SELECT * FROM (
              (SELECT {Columns} FROM network_meeting m WHERE m.organisation = {organisation} AND (m.on_day, m.id) < ({beforeDay}, {beforeId}){Matching(filter)}
               ORDER BY m.on_day DESC, m.id DESC LIMIT {limit})
              UNION ALL
              (SELECT {Columns} FROM (SELECT DISTINCT p.on_day, p.meeting_id FROM network_participant p WHERE p.organisation = {organisation}{SqlParts.If(filter.Status == MeetingStatus.Planned, $" AND p.awaited")} AND (p.on_day, p.meeting_id) < ({beforeDay}, {beforeId}) ORDER BY p.on_day DESC, p.meeting_id DESC) p
               JOIN network_meeting m ON m.id = p.meeting_id WHERE m.organisation <> {organisation}{Matching(filter)}
               ORDER BY p.on_day DESC, p.meeting_id DESC LIMIT {limit})) AS m
            ORDER BY m.on_day DESC, m.id DESC LIMIT {limit}
            """,
            Read);

    /// <summary>A client's, as far as the reader is told the client: an organisation its own and those in which it is named to it, and with a day those of organisations that it knows of then; the client (null) all.</summary>
    public static Query<NetworkMeeting> OfClient(Guid clientId, string? organisation, DateOnly? withKnownOn, MeetingFilter filter, DateOnly beforeDay, Guid beforeId, int limit) =>
        new(
            $"""
            SELECT {Columns} FROM network_meeting m
            WHERE m.client_id = ANY(tyokyky_same_client({clientId})) AND (m.on_day, m.id) < ({beforeDay}, {beforeId}){Matching(filter)}
            {SqlParts.If(organisation is not null, $" AND (m.organisation = {organisation} OR (m.status <> 4 AND ({organisation} = ANY(m.told){Known(clientId, organisation!, withKnownOn)})))")}
            {SqlParts.If(organisation is null, $" AND m.status <> 4")}
            ORDER BY m.on_day DESC, m.id DESC LIMIT {limit}
            """,
            Read);

    public static Query<bool> IsAbout(Guid id, Guid clientId) => new($"SELECT client_id = ANY(tyokyky_same_client({clientId})) FROM network_meeting WHERE id = {id}", row => row.GetBoolean(0));

    public static Sql Insert(NetworkMeeting meeting) =>
        $"""
        INSERT INTO network_meeting (id, version, organisation, client_id, age_band, municipality, programme, contact_id, follow_up_id, status, topic, question, planned_on, starts_at, mode, place,
          client_part, client_question, support_person, told, naming_agreed_on, minutes, results, end_reason, convened_on, on_day, recorded_at)
        VALUES ({meeting.Id}, {meeting.Version}, {meeting.Organisation}, {meeting.ClientId}, {(int)meeting.AgeBand}, {meeting.Municipality}, {meeting.Programme}, {meeting.ContactId}, {meeting.FollowUpId},
          {(int)meeting.Status}, {meeting.Plan.Topic}, {meeting.Plan.Question}, {meeting.Plan.PlannedOn}, {meeting.Plan.StartsAt}, {(int)meeting.Plan.Mode}, {meeting.Plan.Place},
          {(int)meeting.ClientPart}, '', '', {meeting.Told}, {meeting.NamingAgreedOn}, 0, '', '', {meeting.ConvenedOn}, {meeting.OnDay}, {meeting.RecordedAt})
        """;

    /// <summary>From now on facts say that the municipality is unknown.</summary>
    public static Sql HideMunicipality(Guid clientId, string organisation) =>
        $"UPDATE network_meeting SET municipality = {Contracts.Municipality.Unknown}, version = version + 1 WHERE client_id = ANY(tyokyky_same_client({clientId})) AND organisation = {organisation} AND municipality <> {Contracts.Municipality.Unknown} RETURNING id, client_id";

    public static Sql Update(NetworkMeeting meeting) =>
        $"""
        UPDATE network_meeting SET version = {meeting.Version}, client_id = {meeting.ClientId}, age_band = {(int)meeting.AgeBand}, municipality = {meeting.Municipality}, status = {(int)meeting.Status},
          topic = {meeting.Plan.Topic}, question = {meeting.Plan.Question}, planned_on = {meeting.Plan.PlannedOn}, starts_at = {meeting.Plan.StartsAt}, mode = {(int)meeting.Plan.Mode}, place = {meeting.Plan.Place},
          client_part = {(int)meeting.ClientPart}, client_question = {meeting.ClientQuestion}, support_person = {meeting.SupportPerson}, told = {meeting.Told}, naming_agreed_on = {meeting.NamingAgreedOn},
          held_on = {meeting.HeldOn}, minutes = {meeting.Minutes}, results = {meeting.Results}, end_reason = {meeting.EndReason}, on_day = {meeting.OnDay}
        WHERE id = {meeting.Id} AND version = {meeting.Version - 1}
        """;

    public static Sql ForgetParticipants(NetworkMeeting meeting) => $"DELETE FROM network_participant WHERE meeting_id = {meeting.Id}";

    public static Sql Insert(NetworkMeeting meeting, MeetingParticipant participant) =>
        $"""
        INSERT INTO network_participant (meeting_id, number, organisation, professional, name, profession, is_chair, attended, on_day, awaited)
        VALUES ({meeting.Id}, {participant.Number}, {participant.Organisation}, {participant.Professional}, {participant.Name}, {participant.Profession}, {participant.IsChair}, {participant.Attended}, {meeting.OnDay}, {meeting.Status == MeetingStatus.Planned})
        """;

    private static Sql Known(Guid clientId, string organisation, DateOnly? on) =>
        SqlParts.If(on is not null, $" OR m.organisation IN ({KnownOrganisations.Known(clientId, organisation, on ?? default)})");

    private static Sql Matching(MeetingFilter filter) =>
        $"""
        {SqlParts.Either(filter.Status == MeetingStatus.Unspecified, $" AND m.status <> 4", $" AND m.status = {(int)filter.Status}")}{SqlParts.If(filter.Topic.Length > 0, $" AND m.topic = {filter.Topic}")}
        {SqlParts.If(filter.From is not null, $" AND m.on_day >= {filter.From}")}{SqlParts.If(filter.To is not null, $" AND m.on_day <= {filter.To}")}
        """;

    private static Sql Columns =>
        $"m.id, m.version, m.organisation, m.client_id, m.age_band, m.municipality, m.programme, m.contact_id, m.follow_up_id, m.status, m.topic, m.question, m.planned_on, m.starts_at, m.mode, m.place, m.client_part, m.client_question, m.support_person, m.told, m.naming_agreed_on, m.held_on, m.minutes, m.results, m.end_reason, m.convened_on, m.recorded_at, m.on_day";

    private static NetworkMeeting Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Version = row.GetInt64(1),
        Organisation = row.GetString(2),
        ClientId = row.Id(3),
        AgeBand = (AgeBand)row.GetInt32(4),
        Municipality = row.GetString(5),
        Programme = row.GetString(6),
        ContactId = row.Id(7),
        FollowUpId = row.Id(8),
        Status = (MeetingStatus)row.GetInt32(9),
        Plan = new(row.GetString(10), row.GetString(11), row.Day(12), row.Instant(13), (Mode)row.GetInt32(14), row.GetString(15)),
        ClientPart = (MeetingClientPart)row.GetInt32(16),
        ClientQuestion = row.GetString(17),
        SupportPerson = row.GetString(18),
        Told = row.GetFieldValue<string[]>(19),
        NamingAgreedOn = row.Day(20),
        HeldOn = row.Day(21),
        Minutes = row.GetInt32(22),
        Results = row.GetString(23),
        EndReason = row.GetString(24),
        ConvenedOn = row.GetFieldValue<DateOnly>(25),
        RecordedAt = row.GetFieldValue<DateTimeOffset>(26),
    };
}

/// <summary>Which meetings; unspecified: all but mistakes.</summary>
internal sealed record MeetingFilter(MeetingStatus Status, string Topic, DateOnly? From, DateOnly? To);
