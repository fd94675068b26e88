using Shouldly;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Referrals.Groups;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;
using GroupMeeting = Tyokyky.Referrals.Groups.GroupMeeting;
using GroupMember = Tyokyky.Referrals.Groups.GroupMember;
using StandingGroup = Tyokyky.Referrals.Groups.StandingGroup;
using Transition = Tyokyky.Records.Transition;

namespace Tyokyky.Referrals.Tests.Groups.Domain;

public sealed class StandingGroupTests
{
    private static readonly DateOnly day = new(2026, 3, 2);
    private static readonly DateTimeOffset now = FinnishTime.StartOf(day);
    private static readonly Guid first = Guid.NewGuid();
    private static readonly bool[] endings = [false, true];
    private static readonly long[] plannedMeetings = [0, 2];

    public static TheoryData<string, bool, long> EveryActionOfAGroup =>
        [.. from action in Enum.GetNames<StandingGroupAction>() from isEnded in endings from planned in plannedMeetings select (action, isEnded, planned)];

    public static TheoryData<string, string> EveryActionOfAMeeting =>
        [.. from action in Enum.GetNames<GroupMeetingAction>() from status in Enum.GetNames<MeetingStatus>() where status != "Unspecified" select (action, status)];

    [Theory]
    [MemberData(nameof(EveryActionOfAGroup))]
    public void Every_edge_of_a_group_works_and_every_other_is_refused_with_the_reason_that_was_told(string actionName, bool isEnded, long planned)
    {
        var action = Enum.Parse<StandingGroupAction>(actionName);
        var group = Group() with { EndedOn = isEnded ? day : null, PlannedMeetings = planned };

        if (StandingGroupTable.BlockedBy(action, group) is { } blocked)
        {
            Should.Throw<DomainException>(() => Do(action, group)).Reason.ShouldBe(blocked);
        }
        else
        {
            var (next, transition) = Do(action, group);
            StandingGroupTable.Table.After(action, group.Status)!.ShouldContain(next.Status);
            (next.Version, transition.From).ShouldBe((1, "active"));
        }
    }

    [Theory]
    [MemberData(nameof(EveryActionOfAMeeting))]
    public void Every_edge_of_a_groups_meeting_works_and_every_other_is_refused(string actionName, string statusName)
    {
        var (action, status) = (Enum.Parse<GroupMeetingAction>(actionName), Enum.Parse<MeetingStatus>(statusName));
        var meeting = new GroupMeeting { Id = Guid.NewGuid(), GroupId = Guid.NewGuid(), Status = status, Plan = new(day, null, Mode.InPerson, "", ""), ConvenedOn = day, RecordedAt = now };
        (GroupMeeting Meeting, Transition Transition) DoIt() => action switch
        {
            GroupMeetingAction.PlanGroupMeeting => meeting.PlanAnew(meeting.Plan, now),
            GroupMeetingAction.HoldGroupMeeting => meeting.Hold(day, Mode.Video, 90, "", []),
            GroupMeetingAction.AddGroupDecision => meeting.AddDecision(() => null!, now),
            GroupMeetingAction.CancelGroupMeeting => meeting.Cancel("other", "", now),
            _ => meeting.EnterInError("other", day, now),
        };

        if (GroupMeetingTable.BlockedBy(action, status) is { } blocked)
        {
            Should.Throw<DomainException>(() => DoIt()).Reason.ShouldBe(blocked);
        }
        else
        {
            GroupMeetingTable.Table.After(action, status)!.ShouldContain(DoIt().Meeting.Status);
        }
    }

    [Fact]
    public void A_professional_is_a_member_once_at_a_time()
    {
        var professional = Guid.NewGuid();
        var group = Group().Add(Member(Guid.NewGuid()) with { Professional = professional, ToDay = day.AddDays(10) }, now).Group;

        Should.Throw<DomainException>(() => group.Add(Member(Guid.NewGuid()) with { Professional = professional, FromDay = day.AddDays(10) }, now)).Reason.ShouldBe("ALREADY_MEMBER");
        group.Add(Member(Guid.NewGuid()) with { Professional = professional, FromDay = day.AddDays(11) }, now).Group.Members.Count.ShouldBe(3);
    }

    [Fact]
    public void Memberships_end_with_the_group() =>
        Group().End(day.AddDays(5)).Group.Members.ShouldHaveSingleItem().ToDay.ShouldBe(day.AddDays(5));

    [Fact]
    public void Nothing_ends_before_it_began()
    {
        Should.Throw<DomainException>(() => Group().End(day.AddDays(-1))).Reason.ShouldBe("DAY_BEFORE_PREVIOUS");
        Should.Throw<DomainException>(() => Group().EndMembership(first, day.AddDays(-1))).Reason.ShouldBe("DAY_BEFORE_PREVIOUS");
        Should.Throw<DomainException>(() => Group().EndMembership(Guid.NewGuid(), day)).Reason.ShouldBe("MEMBER_UNKNOWN");
    }

    [Fact]
    public void The_tables_have_one_line_for_each_action_in_the_actions_order()
    {
        StandingGroupTable.Table.Rules.Select(rule => rule.Action).ShouldBe(Enum.GetValues<StandingGroupAction>());
        GroupMeetingTable.Table.Rules.Select(rule => rule.Action).ShouldBe(Enum.GetValues<GroupMeetingAction>());
    }

    [Fact]
    public void The_documentations_diagrams_are_the_tables()
    {
        GeneratedPage.ShouldBe("docs/states/standing-group.md", StandingGroupTable.Table.Diagram(StandingGroupStatus.Active));
        GeneratedPage.ShouldBe("docs/states/group-meeting.md", GroupMeetingTable.Table.Diagram(MeetingStatus.Planned));
    }

    private static (StandingGroup Group, Transition Transition) Do(StandingGroupAction action, StandingGroup group) => action switch
    {
        StandingGroupAction.ChangeStandingGroup => group.Change("Nimi", "Toimeksianto", [], null, now),
        StandingGroupAction.AddGroupMember => group.Add(Member(Guid.NewGuid()), now),
        StandingGroupAction.EndGroupMembership => group.EndMembership(first, day),
        StandingGroupAction.ConveneGroupMeeting => group.Convene(now),
        _ => group.End(day),
    };

    private static GroupMember Member(Guid id) => new(id, "0246246-0", null, "Jäsen", "kela-expert", "member", day, null);

    private static StandingGroup Group() => new()
    {
        Id = Guid.NewGuid(),
        Organisation = "2345678-0",
        Kind = "steering-group",
        Name = "Ohjausryhmä",
        Mandate = "Ohjaa työkyvyn tuen mallia",
        Programme = "",
        Municipalities = [],
        FromDay = day,
        Members = [Member(first)],
    };
}
