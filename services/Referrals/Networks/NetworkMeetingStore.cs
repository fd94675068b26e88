using Tyokyky.Contracts.Common.V1;
using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Networks;

/// <summary>Network meetings. Participants and actions come as further results of the same round trip.</summary>
[Row<NetworkMeeting>("network_meeting", Alias = "m", Skip = ["Participants", "Actions"],
    Columns =
    [
        "Plan.Topic=topic", "Plan.Question=question", "Plan.PlannedOn=planned_on", "Plan.StartsAt=starts_at", "Plan.Mode=mode", "Plan.Place=place",
        "Background.Sex=sex", "Background.ContactLanguage=contact_language", "Background.CustomerProfile=customer_profile",
    ],
    Derived = ["OnDay"], Fixed = ["Organisation", "Programme", "ContactId", "FollowUpId", "ConvenedOn", "RecordedAt"])]
[Row<MeetingParticipant>("network_participant", Beside = ["Guid meeting_id", "DateOnly on_day", "bool awaited"])]
internal static partial class NetworkMeetingStore
{
    public const string FollowUpIndex = "network_meeting_of_follow_up";

    /// <summary>To be changed, with who takes part and what it agreed on.</summary>
    public static AggregateQuery<NetworkMeeting> Whole(Guid id) => Aggregate.Of(
        "network-meeting",
        id,
        ById(id),
        ParticipantsOf(id),
        AgreedActionStore.OfMeeting(id),
        (meeting, participants, actions) => meeting with { Participants = participants, Actions = actions });

    public static Query<NetworkMeeting> ById(Guid id) =>
        new($"SELECT {NetworkMeetingRow.Columns} FROM network_meeting m WHERE m.id = {id}", NetworkMeetingRow.Read);

    public static Query<IReadOnlyList<MeetingParticipant>> ParticipantsOf(Guid meetingId) =>
        new Query<MeetingParticipant>(
            $"SELECT {MeetingParticipantRow.Columns} FROM network_participant WHERE meeting_id = {meetingId} ORDER BY number",
            MeetingParticipantRow.Read).All();

    /// <summary>Those that an organisation convened or takes part in, the latest day first.</summary>
    public static Query<NetworkMeeting> Of(string organisation, MeetingFilter filter, DateOnly beforeDay, Guid beforeId, int limit) =>
        new(
            $"""
            SELECT * FROM (
              (SELECT {NetworkMeetingRow.Columns}, m.on_day FROM network_meeting m
               WHERE m.organisation = {organisation} AND (m.on_day, m.id) < ({beforeDay}, {beforeId}){Matching(filter)}
               ORDER BY m.on_day DESC, m.id DESC LIMIT {limit})
              UNION ALL
              (SELECT {NetworkMeetingRow.Columns}, m.on_day FROM (
                 SELECT DISTINCT p.on_day, p.meeting_id FROM network_participant p
                 WHERE p.organisation = {organisation} AND (p.on_day, p.meeting_id) < ({beforeDay}, {beforeId})
                   {SqlParts.If(filter.Status == MeetingStatus.Planned, $" AND p.awaited")}
                 ORDER BY p.on_day DESC, p.meeting_id DESC) p
               JOIN network_meeting m ON m.id = p.meeting_id WHERE m.organisation <> {organisation}{Matching(filter)}
               ORDER BY p.on_day DESC, p.meeting_id DESC LIMIT {limit})) AS m
            ORDER BY m.on_day DESC, m.id DESC LIMIT {limit}
            """,
            NetworkMeetingRow.Read);

    /// <summary>
    /// A client's, as far as the reader is told the client: an organisation its own and those in which it is named to it, and with a day those of
    /// organisations that it knows of then; the client (null) all.
    /// </summary>
    public static Query<NetworkMeeting> OfClient(
        Guid clientId, string? organisation, DateOnly? withKnownOn, MeetingFilter filter, DateOnly beforeDay, Guid beforeId, int limit) =>
        new(
            $"""
            SELECT {NetworkMeetingRow.Columns} FROM network_meeting m
            WHERE m.client_id = ANY(tyokyky_same_client({clientId})) AND (m.on_day, m.id) < ({beforeDay}, {beforeId}){Matching(filter)}
              AND {SqlParts.Either(
                  organisation is null,
                  NoMistake,
                  $"(m.organisation = {organisation} OR ({NoMistake} AND ({organisation} = ANY(m.told){Known(clientId, organisation ?? "", withKnownOn)})))")}
            ORDER BY m.on_day DESC, m.id DESC LIMIT {limit}
            """,
            NetworkMeetingRow.Read);

    public static Query<bool> IsAbout(Guid id, Guid clientId) =>
        new($"SELECT client_id = ANY(tyokyky_same_client({clientId})) FROM network_meeting WHERE id = {id}", row => row.GetBoolean(0));

    /// <summary>From now on facts say that all that could tell who it is is unknown.</summary>
    public static Sql Hide(Guid clientId, string organisation) =>
        $"""
        UPDATE network_meeting SET {Hidden.Set}, version = version + 1
        WHERE client_id = ANY(tyokyky_same_client({clientId})) AND organisation = {organisation} AND {Hidden.IsTold}
        RETURNING id, client_id
        """;

    /// <summary>From now on facts tell the age, on the day when it was convened, by the day of birth that the record now says.</summary>
    public static Sql CorrectAge(Guid clientId, string organisation, DateOnly born)
    {
        Sql band = $"{(int)AgeBand._65Over}";
        foreach (var (until, earlier) in AgeBands.Of(born).Reverse())
        {
            band = $"CASE WHEN convened_on < {until} THEN {(int)earlier} ELSE {band} END";
        }

        return $"""
            UPDATE network_meeting SET age_band = {band}, version = version + 1
            WHERE client_id = ANY(tyokyky_same_client({clientId})) AND organisation = {organisation} AND age_band <> {band}
            RETURNING id, client_id
            """;
    }

    /// <summary>The record still says what the meeting took from it: an order of non-disclosure hides the municipality of the meetings that it finds.</summary>
    public static Sql StillAs(ClientRecord record) => $"SELECT 1 FROM client_record WHERE {Is(record)} AND version = {record.Version} FOR SHARE";

    /// <summary>The meeting stays as it is until the commit's end.</summary>
    public static Sql Kept(Guid id) => $"SELECT 1 FROM network_meeting WHERE id = {id} FOR SHARE";

    /// <summary>The meeting, if its client is named to nobody.</summary>
    public static Sql ToldNobody(Guid id) => $"SELECT FROM network_meeting WHERE id = {id} AND cardinality(told) = 0";

    public static Sql ForgetParticipants(NetworkMeeting meeting) => $"DELETE FROM network_participant WHERE meeting_id = {meeting.Id}";

    private static Sql Is(ClientRecord record) => $"client_id = {record.ClientId} AND controller = {record.Controller} AND register = {record.Register}";

    private static Sql NoMistake => $"m.status <> {(int)MeetingStatus.EnteredInError}";

    private static Sql Known(Guid clientId, string organisation, DateOnly? on) =>
        SqlParts.If(on is not null, $" OR m.organisation IN ({KnownOrganisations.Known(clientId, organisation, on ?? default)})");

    private static Sql Matching(MeetingFilter filter) =>
        $"""
        {SqlParts.Either(filter.Status == MeetingStatus.Unspecified, $" AND {NoMistake}", $" AND m.status = {(int)filter.Status}")}
        {SqlParts.If(filter.Topic.Length > 0, $" AND m.topic = {filter.Topic}")}
        {SqlParts.If(filter.From is not null, $" AND m.on_day >= {filter.From}")}{SqlParts.If(filter.To is not null, $" AND m.on_day <= {filter.To}")}
        """;
}

/// <summary>Which meetings; unspecified: all but mistakes.</summary>
internal sealed record MeetingFilter(MeetingStatus Status, string Topic, DateOnly? From, DateOnly? To);
