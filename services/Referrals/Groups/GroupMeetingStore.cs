using System.Text.Json;
using Npgsql;
using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.Referrals.Persistence;

/// <summary>Standing groups' meetings; their decisions are agreed actions.</summary>
internal static class GroupMeetingStore
{
    public static Query<GroupMeeting> ById(Guid id) => new($"SELECT {Columns} FROM group_meeting m WHERE m.id = {id}", Read);

    /// <summary>The latest day first.</summary>
    public static Query<GroupMeeting> Of(Guid groupId, MeetingFilter filter, DateOnly beforeDay, Guid beforeId, int limit) =>
        new(
            $"""
            SELECT {Columns} FROM group_meeting m WHERE m.group_id = {groupId} AND (m.on_day, m.id) < ({beforeDay}, {beforeId})
            {SqlParts.Either(filter.Status == MeetingStatus.Unspecified, $" AND m.status <> 4", $" AND m.status = {(int)filter.Status}")}
            {SqlParts.If(filter.From is not null, $" AND m.on_day >= {filter.From}")}{SqlParts.If(filter.To is not null, $" AND m.on_day <= {filter.To}")}
            ORDER BY m.on_day DESC, m.id DESC LIMIT {limit}
            """,
            Read);

    public static Sql Insert(GroupMeeting meeting) =>
        $"""
        INSERT INTO group_meeting (id, version, group_id, status, planned_on, starts_at, mode, place, agenda, minutes, notes, participants, end_reason, convened_on, on_day, recorded_at)
        VALUES ({meeting.Id}, {meeting.Version}, {meeting.GroupId}, {(int)meeting.Status}, {meeting.Plan.PlannedOn}, {meeting.Plan.StartsAt}, {(int)meeting.Plan.Mode}, {meeting.Plan.Place}, {meeting.Plan.Agenda},
          0, '', '[]', '', {meeting.ConvenedOn}, {meeting.OnDay}, {meeting.RecordedAt})
        """;

    public static Sql Update(GroupMeeting meeting) =>
        $"""
        UPDATE group_meeting SET version = {meeting.Version}, status = {(int)meeting.Status}, planned_on = {meeting.Plan.PlannedOn}, starts_at = {meeting.Plan.StartsAt}, mode = {(int)meeting.Plan.Mode},
          place = {meeting.Plan.Place}, agenda = {meeting.Plan.Agenda}, held_on = {meeting.HeldOn}, minutes = {meeting.Minutes}, notes = {meeting.Notes},
          participants = {Sql.Json(JsonSerializer.Serialize([.. meeting.Participants], ReferralsJson.Default.MeetingParticipantArray))}, end_reason = {meeting.EndReason}, on_day = {meeting.OnDay}
        WHERE id = {meeting.Id} AND version = {meeting.Version - 1}
        """;

    private static Sql Columns =>
        $"m.id, m.version, m.group_id, m.status, m.planned_on, m.starts_at, m.mode, m.place, m.agenda, m.held_on, m.minutes, m.notes, m.participants::text, m.end_reason, m.convened_on, m.recorded_at";

    private static GroupMeeting Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Version = row.GetInt64(1),
        GroupId = row.GetGuid(2),
        Status = (MeetingStatus)row.GetInt32(3),
        Plan = new(row.Day(4), row.Instant(5), (Mode)row.GetInt32(6), row.GetString(7), row.GetString(8)),
        HeldOn = row.Day(9),
        Minutes = row.GetInt32(10),
        Notes = row.GetString(11),
        Participants = JsonSerializer.Deserialize(row.GetString(12), ReferralsJson.Default.MeetingParticipantArray)!,
        EndReason = row.GetString(13),
        ConvenedOn = row.GetFieldValue<DateOnly>(14),
        RecordedAt = row.GetFieldValue<DateTimeOffset>(15),
    };
}
