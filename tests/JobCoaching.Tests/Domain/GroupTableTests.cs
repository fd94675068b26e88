using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.EventLog;
using Tyokyky.JobCoaching.Groups;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using CoachingGroup = Tyokyky.JobCoaching.Groups.CoachingGroup;
using GroupSession = Tyokyky.JobCoaching.Groups.GroupSession;

namespace Tyokyky.JobCoaching.Tests.Domain;

public sealed class GroupTableTests
{
    private static readonly DateOnly day = new(2026, 3, 2);
    private static readonly CoachingGroupState[] groupStates = [CoachingGroupState.Open, CoachingGroupState.Ended, CoachingGroupState.EnteredInError];
    private static readonly GroupSessionState[] sessionStates = [GroupSessionState.Planned, GroupSessionState.Held, GroupSessionState.Cancelled, GroupSessionState.EnteredInError];

    // Written down apart from the tables, so that a slip in a table is seen. What stands in no line works; a mistake allows nothing.
    private static readonly Dictionary<(GroupAction, CoachingGroupState), string> groupRefusals = new()
    {
        [(GroupAction.UpdateGroup, CoachingGroupState.Ended)] = "GROUP_ENDED",
        [(GroupAction.JoinGroup, CoachingGroupState.Ended)] = "GROUP_ENDED",
        [(GroupAction.LeaveGroup, CoachingGroupState.Ended)] = "GROUP_ENDED",
        [(GroupAction.PlanGroupSession, CoachingGroupState.Ended)] = "GROUP_ENDED",
        [(GroupAction.EndGroup, CoachingGroupState.Ended)] = "GROUP_ENDED",
    };

    private static readonly Dictionary<(GroupSessionAction, GroupSessionState), string> sessionRefusals = new()
    {
        [(GroupSessionAction.HoldGroupSession, GroupSessionState.Held)] = "SESSION_HELD",
        [(GroupSessionAction.HoldGroupSession, GroupSessionState.Cancelled)] = "SESSION_CANCELLED",
        [(GroupSessionAction.CancelGroupSession, GroupSessionState.Held)] = "SESSION_HELD",
        [(GroupSessionAction.CancelGroupSession, GroupSessionState.Cancelled)] = "SESSION_CANCELLED",
        [(GroupSessionAction.CorrectGroupAttendance, GroupSessionState.Planned)] = "SESSION_NOT_HELD",
        [(GroupSessionAction.CorrectGroupAttendance, GroupSessionState.Cancelled)] = "SESSION_CANCELLED",
    };

    [Fact]
    public void Every_edge_of_a_groups_table_works_and_every_other_is_refused_with_its_reason()
    {
        foreach (var (action, state) in Enum.GetValues<GroupAction>().SelectMany(action => groupStates.Select(state => (action, state))))
        {
            var group = new CoachingGroup { Id = Guid.NewGuid(), Organisation = "x", Told = new("R", "peer-group", "", "", 0, "", "", day, null), State = state, Member = Member() };
            var reason = state == CoachingGroupState.EnteredInError ? "GROUP_ENTERED_IN_ERROR" : groupRefusals.GetValueOrDefault((action, state));

            GroupTable.BlockedBy(action, state).ShouldBe(reason);
            Try(() => Do(action, group), reason, $"{action} {state}", change => GroupTable.Table.After(action, state)!.ShouldBe([change.State]));
        }
    }

    [Fact]
    public void Every_edge_of_a_sessions_table_works_and_every_other_is_refused_with_its_reason()
    {
        foreach (var (action, state) in Enum.GetValues<GroupSessionAction>().SelectMany(action => sessionStates.Select(state => (action, state))))
        {
            var session = Session() with { State = state };
            var reason = state == GroupSessionState.EnteredInError ? "SESSION_ENTERED_IN_ERROR" : sessionRefusals.GetValueOrDefault((action, state));

            GroupSessionTable.BlockedBy(action, state).ShouldBe(reason);
            Try(() => Do(action, session), reason, $"{action} {state}", change => GroupSessionTable.Table.After(action, state)!.ShouldBe([change.State]));
        }
    }

    [Fact]
    public void Attendance_is_told_of_every_member_of_the_day_and_nobody_else()
    {
        var (one, two) = (Member(), Member());
        var session = Session() with { Members = [one, two] };

        Should.Throw<DomainException>(() => session.Hold(new Dictionary<Guid, Attendance> { [one.Id] = Attendance.Present }, day)).Reason.ShouldBe("ATTENDANCE_INCOMPLETE");
        Should.Throw<DomainException>(() => session.Hold(new Dictionary<Guid, Attendance> { [Guid.NewGuid()] = Attendance.Present }, day)).Reason.ShouldBe("NOT_A_MEMBER");
        var held = session.Hold(new Dictionary<Guid, Attendance> { [one.Id] = Attendance.Present, [two.Id] = Attendance.AbsentWithNotice }, day).Session;
        (held.Present, held.AbsentWithNotice, held.AbsentWithoutNotice).ShouldBe((1, 1, 0));
        Should.Throw<DomainException>(() => Session().Hold(new Dictionary<Guid, Attendance>(), day.AddDays(-1))).Reason.ShouldBe("SESSION_NOT_BEGUN");
    }

    [Fact]
    public void A_group_has_no_more_members_than_places()
    {
        var group = new CoachingGroup { Id = Guid.NewGuid(), Organisation = "x", Told = new("R", "peer-group", "", "", 2, "", "", day, null), Members = 1 };

        var full = group.Join(Member(), null).Group;

        Should.Throw<DomainException>(() => full.Join(Member(), null)).Reason.ShouldBe("GROUP_FULL");
    }

    [Fact]
    public void The_documentations_diagrams_are_the_tables()
    {
        GeneratedPage.ShouldBe("docs/states/coaching-group.md", GroupTable.Table.Diagram(CoachingGroupState.Open));
        GeneratedPage.ShouldBe("docs/states/coaching-group-session.md", GroupSessionTable.Table.Diagram(GroupSessionState.Planned));
    }

    private static void Try<T>(Func<T?> act, string? reason, string what, Action<T> check)
        where T : class
    {
        if (reason is not null)
        {
            Should.Throw<DomainException>(() => act(), what).Reason.ShouldBe(reason, what);
        }
        else if (act() is { } done)
        {
            check(done);
        }
    }

    private static GroupMember Member() => new(Guid.NewGuid(), Guid.NewGuid(), new CountedClient(Guid.NewGuid(), default, "698", ""), null, day);

    private static GroupSession Session() => new()
    {
        Id = Guid.NewGuid(),
        GroupId = Guid.NewGuid(),
        Organisation = "x",
        Kind = "peer-group",
        Programme = "",
        On = day,
        Minutes = 60,
        Place = "",
        Topic = "",
    };

    private static CoachingGroup? Do(GroupAction action, CoachingGroup group)
    {
        switch (action)
        {
            case GroupAction.UpdateGroup: return group.Update(group.Told, day).Group;
            case GroupAction.JoinGroup: return group.Join(Member(), null).Group;
            case GroupAction.LeaveGroup: return group.Leave(day, "work", null).Group;
            case GroupAction.EnterGroupMemberInError: return group.EnterMemberInError("duplicate", day).Group;
            case GroupAction.EndGroup: return group.End(day, hasPlanned: false, null).Group;
            case GroupAction.EnterGroupInError: return group.EnterInError("duplicate", "", isUsed: false, day).Group;
            default:
                group.MayMeet(day);
                return null;
        }
    }

    private static GroupSession Do(GroupSessionAction action, GroupSession session) => action switch
    {
        GroupSessionAction.HoldGroupSession => session.Hold(new Dictionary<Guid, Attendance>(), day).Session,
        GroupSessionAction.CancelGroupSession => session.Cancel("too-few", "", day).Session,
        GroupSessionAction.CorrectGroupAttendance => session.Correct(new Dictionary<Guid, Attendance>(), "other").Session,
        _ => session.EnterInError("duplicate", "", day).Session,
    };
}
