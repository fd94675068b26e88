using System.Text.Json;
using Npgsql;

namespace Tyokyky.Referrals.Persistence;

/// <summary>Standing groups with their members.</summary>
internal static class StandingGroupStore
{
    public static Query<StandingGroup> ById(Guid id) => new($"SELECT {Columns} FROM standing_group g WHERE g.id = {id}", Read);

    public static Query<StandingGroup> OfMeeting(Guid meetingId) => new($"SELECT {Columns} FROM standing_group g WHERE g.id = (SELECT group_id FROM group_meeting WHERE id = {meetingId})", Read);

    /// <summary>By name.</summary>
    public static Query<StandingGroup> ByName(GroupFilter filter, string afterName, Guid afterId, int limit) =>
        new(
            $"""
            SELECT {Columns} FROM standing_group g WHERE (g.name, g.id) > ({afterName}, {afterId})
            {SqlParts.If(filter.Organisation.Length > 0, $" AND g.organisation = {filter.Organisation}")}{SqlParts.If(filter.Kind.Length > 0, $" AND g.kind = {filter.Kind}")}
            {SqlParts.If(filter.Municipality.Length > 0, $" AND (g.municipalities = ARRAY[]::text[] OR {filter.Municipality} = ANY(g.municipalities))")}
            {SqlParts.If(filter.Programme.Length > 0, $" AND g.programme = {filter.Programme}")}{SqlParts.If(filter.NamePrefix.Length > 0, $" AND lower(g.name) LIKE {NamePrefix.Of(filter.NamePrefix)}")}
            {SqlParts.If(!filter.WithEnded, $" AND g.ended_on IS NULL")}
            ORDER BY g.name, g.id LIMIT {limit}
            """,
            Read);

    public static Sql Insert(StandingGroup group) =>
        $"""
        INSERT INTO standing_group (id, version, organisation, kind, name, mandate, programme, municipalities, from_day, to_day, members)
        VALUES ({group.Id}, {group.Version}, {group.Organisation}, {group.Kind}, {group.Name}, {group.Mandate}, {group.Programme}, {group.Municipalities}, {group.FromDay}, {group.ToDay}, '[]')
        """;

    /// <summary>The guard of every change of a group, of its members and of its having meetings.</summary>
    public static Sql Update(StandingGroup group) =>
        $"""
        UPDATE standing_group SET version = {group.Version}, name = {group.Name}, mandate = {group.Mandate}, municipalities = {group.Municipalities}, to_day = {group.ToDay}, ended_on = {group.EndedOn},
          members = {Sql.Json(JsonSerializer.Serialize([.. group.Members], ReferralsJson.Default.GroupMemberArray))}
        WHERE id = {group.Id} AND version = {group.Version - 1}
        """;

    private static Sql Columns =>
        $"g.id, g.version, g.organisation, g.kind, g.name, g.mandate, g.programme, g.municipalities, g.from_day, g.to_day, g.ended_on, g.members::text, (SELECT count(*) FROM group_meeting m WHERE m.group_id = g.id AND m.status = 1)";

    private static StandingGroup Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Version = row.GetInt64(1),
        Organisation = row.GetString(2),
        Kind = row.GetString(3),
        Name = row.GetString(4),
        Mandate = row.GetString(5),
        Programme = row.GetString(6),
        Municipalities = row.GetFieldValue<string[]>(7),
        FromDay = row.GetFieldValue<DateOnly>(8),
        ToDay = row.Day(9),
        EndedOn = row.Day(10),
        Members = JsonSerializer.Deserialize(row.GetString(11), ReferralsJson.Default.GroupMemberArray)!,
        PlannedMeetings = row.GetInt64(12),
    };
}

/// <summary>Which groups a picker wants; empty: all.</summary>
internal sealed record GroupFilter(string Organisation, string Kind, string Municipality, string Programme, string NamePrefix, bool WithEnded);
