using Npgsql;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Groups;

/// <summary>Standing groups with their members.</summary>
[Row<StandingGroup>("standing_group", Alias = "g", Skip = ["PlannedMeetings"], Json = ["Members"], JsonContext = typeof(GroupsJson),
    Fixed = ["Organisation", "Kind", "Programme", "FromDay"])]
internal static partial class StandingGroupStore
{
    /// <summary>To be changed.</summary>
    public static AggregateQuery<StandingGroup> Whole(Guid id) => Aggregate.Of("standing-group", id, ById(id));

    public static Query<StandingGroup> ById(Guid id) => new($"SELECT {Columns} FROM standing_group g WHERE g.id = {id}", row => Read(row, 0));

    /// <summary>By name.</summary>
    public static Query<StandingGroup> ByName(GroupFilter filter, string afterName, Guid afterId, int limit) =>
        new(
            $"""
            SELECT {Columns} FROM standing_group g WHERE (g.name, g.id) > ({afterName}, {afterId})
            {SqlParts.If(filter.Organisation.Length > 0, $" AND g.organisation = {filter.Organisation}")}
            {SqlParts.If(filter.Kind.Length > 0, $" AND g.kind = {filter.Kind}")}
            {SqlParts.If(filter.Municipality.Length > 0, $" AND (g.municipalities = ARRAY[]::text[] OR {filter.Municipality} = ANY(g.municipalities))")}
            {SqlParts.If(filter.Programme.Length > 0, $" AND g.programme = {filter.Programme}")}
            {SqlParts.If(filter.NamePrefix.Length > 0, $" AND lower(g.name) LIKE {NamePrefix.Of(filter.NamePrefix)}")}
            {SqlParts.If(!filter.WithEnded, $" AND g.ended_on IS NULL")}
            ORDER BY g.name, g.id LIMIT {limit}
            """,
            row => Read(row, 0));

    // The status as it stands in the index of planned meetings.
    public static Sql Columns => $"{StandingGroupRow.Columns}, (SELECT count(*) FROM group_meeting m WHERE m.group_id = g.id AND m.status = 1)";

    public static StandingGroup Read(NpgsqlDataReader row, int at) =>
        StandingGroupRow.Read(row, at) with { PlannedMeetings = row.GetInt64(at + StandingGroupRow.Width) };
}

/// <summary>Which groups a picker wants; empty: all.</summary>
internal sealed record GroupFilter(string Organisation, string Kind, string Municipality, string Programme, string NamePrefix, bool WithEnded);
