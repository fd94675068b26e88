using Tyokyky.Referrals.Networks;

namespace Tyokyky.Referrals.Groups;

/// <summary>Standing groups' meetings; their decisions are agreed actions.</summary>
[Row<GroupMeeting>("group_meeting", Alias = "m", Skip = ["Decisions"], Json = ["Participants"], JsonContext = typeof(GroupsJson),
    Columns = ["Plan.PlannedOn=planned_on", "Plan.StartsAt=starts_at", "Plan.Mode=mode", "Plan.Place=place", "Plan.Agenda=agenda"],
    Derived = ["OnDay"], Fixed = ["GroupId", "ConvenedOn", "RecordedAt"])]
internal static partial class GroupMeetingStore
{
    /// <summary>To be changed, with its group and its decisions.</summary>
    public static AggregateQuery<MeetingOfGroup> Whole(Guid id) =>
        Aggregate.Of("group-meeting", id, ById(id), AgreedActionStore.OfMeeting(id), (found, decisions) => found.With(decisions));

    public static Query<MeetingOfGroup> ById(Guid id) =>
        new(
            $"SELECT {GroupMeetingRow.Columns}, {StandingGroupStore.Columns} FROM group_meeting m JOIN standing_group g ON g.id = m.group_id WHERE m.id = {id}",
            row => new MeetingOfGroup(GroupMeetingRow.Read(row), StandingGroupStore.Read(row, GroupMeetingRow.Width)));

    /// <summary>The latest day first.</summary>
    public static Query<GroupMeeting> Of(Guid groupId, MeetingFilter filter, DateOnly beforeDay, Guid beforeId, int limit) =>
        new(
            $"""
            SELECT {GroupMeetingRow.Columns} FROM group_meeting m WHERE m.group_id = {groupId} AND (m.on_day, m.id) < ({beforeDay}, {beforeId})
              AND {SqlParts.Either(
                  filter.Status == MeetingStatus.Unspecified,
                  $"m.status <> {(int)MeetingStatus.EnteredInError}",
                  $"m.status = {(int)filter.Status}")}
            {SqlParts.If(filter.From is not null, $" AND m.on_day >= {filter.From}")}{SqlParts.If(filter.To is not null, $" AND m.on_day <= {filter.To}")}
            ORDER BY m.on_day DESC, m.id DESC LIMIT {limit}
            """,
            GroupMeetingRow.Read);
}

/// <summary>A meeting with its group.</summary>
internal sealed record MeetingOfGroup(GroupMeeting Meeting, StandingGroup Group) : IAggregate<MeetingOfGroup>
{
    public string ObjectType => Meeting.ObjectType;

    public Guid ObjectId => Meeting.Id;

    public long Version => Meeting.Version;

    public Etag Etag => Meeting.Etag;

    public MeetingOfGroup At(long version) => this with { Meeting = Meeting.At(version) };

    public MeetingOfGroup With(IReadOnlyList<AgreedAction> decisions) => this with { Meeting = Meeting with { Decisions = decisions } };

    public Change<MeetingOfGroup> After((GroupMeeting Meeting, Transition Transition) change) => (this with { Meeting = change.Meeting }, change.Transition);
}
