using Grpc.Core;
using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;

namespace Tyokyky.JobCoaching.Tests.UseCases;

public sealed class GroupTests(CoachingHost host) : IClassFixture<CoachingHost>
{
    private GroupsService.GroupsServiceClient Groups => new(host.As(Role.Coach, CoachingHost.City));

    [Fact]
    public async Task A_group_goes_from_members_through_sessions_to_its_end_and_is_counted_by_persons_and_sessions()
    {
        var (coached, client) = (await host.StartedAsync(), await host.OnPathwayAsync());
        var group = await GroupAsync("job-search-group", "toinen-hanke");
        var one = await JoinAsync(group, coached.CoachingId, "");
        var two = await JoinAsync(group, "", client);
        var (first, second, third) = (await PlanAsync(group, -8), await PlanAsync(group, -6), await PlanAsync(group, -5));

        var held = (await Groups.HoldGroupSessionAsync(Held(first, (one, Attendance.Present), (two, Attendance.AbsentWithNotice)))).Session;
        await Groups.HoldGroupSessionAsync(Held(second, (one, Attendance.Present), (two, Attendance.AbsentWithoutNotice)));
        await Groups.CancelGroupSessionAsync(new CancelGroupSessionRequest { SessionId = third, Reason = "leader-absent" });

        (held.State, held.Present, held.AbsentWithNotice, held.AbsentWithoutNotice).ShouldBe((GroupSessionState.Held, 1, 1, 0));
        (await Groups.GetGroupSessionAsync(new GetGroupSessionRequest { SessionId = first })).Session.ShouldBe(held);
        (await Groups.ListGroupSessionsAsync(new ListGroupSessionsRequest { GroupId = group })).Sessions.Select(session => (session.SessionId, session.Present, session.Attendance.Count))
            .ShouldBe([(third, 0, 0), (second, 1, 0), (first, 1, 0)]);
        (await SummaryAsync("toinen-hanke")).ShouldBe(new GroupSummary
        {
            Kind = "job-search-group",
            Programme = "toinen-hanke",
            Groups = 1,
            SessionsHeld = 2,
            SessionsCancelled = 1,
            Minutes = 180,
            Persons = 1,
            Present = 2,
            AbsentWithNotice = 1,
            AbsentWithoutNotice = 1,
        });

        // A correction is told, and counts.
        await Groups.CorrectGroupAttendanceAsync(new CorrectGroupAttendanceRequest
        {
            SessionId = second,
            Reason = "told-later",
            Attendance = { Of(one, Attendance.Present), Of(two, Attendance.Present) },
        });
        (await SummaryAsync("toinen-hanke")).Persons.ShouldBe(2);
        (await host.Database.FactsAsync<CoachingGroupAttendanceRecorded>(client)).Select(fact => (fact.SessionId, fact.Attendance))
            .ShouldBe([(first, "absent-with-notice"), (second, "absent-without-notice"), (second, "present")]);
        (await host.Database.FactsAsync<CoachingGroupJoined>(client)).ShouldHaveSingleItem().Client.Municipality.ShouldBe("683");
        (await host.Database.FactsAsync<CoachingGroupSessionHeld>(group)).Count.ShouldBe(2);

        // Whoever shows a member is seen.
        await Groups.ListGroupMembersAsync(new ListGroupMembersRequest { GroupId = group });
        (await host.Database.ScalarAsync<string[]>(
            $"SELECT array_agg(DISTINCT split_part(rpc, '/', 3) ORDER BY split_part(rpc, '/', 3)) FROM access_log WHERE client_id = '{client}' AND rpc LIKE '%GroupsService%'"))
            .ShouldBe(["CorrectGroupAttendance", "GetGroupSession", "HoldGroupSession", "JoinGroup", "ListGroupMembers"]);

        await Groups.LeaveGroupAsync(new LeaveGroupRequest { MemberId = two, LeftOn = CoachingHost.Day(-7), Reason = "work" }).ShouldFail(StatusCode.InvalidArgument, "DAY_BEFORE_PREVIOUS");
        var left = (await Groups.LeaveGroupAsync(new LeaveGroupRequest { MemberId = two, LeftOn = CoachingHost.Day(-4), Reason = "work" })).Member;
        (left.Present, left.AbsentWithNotice, left.LeaveReason).ShouldBe((1, 1, "work"));
        var ended = (await Groups.EndGroupAsync(new EndGroupRequest { GroupId = group, EndedOn = CoachingHost.Day(-3) })).Group;
        (ended.State, ended.Members).ShouldBe((CoachingGroupState.Ended, 1));
        (await host.Database.FactsAsync<CoachingGroupEnded>(group)).ShouldHaveSingleItem().EndedOn.ShouldBe(CoachingHost.Day(-3));
        (await Groups.GetAllowedGroupActionsAsync(new GetAllowedGroupActionsRequest { GroupId = group })).Actions.Where(action => action.Allowed).Select(action => action.Action)
            .ShouldBe(["EnterGroupMemberInError", "EnterGroupInError"]);
    }

    [Fact]
    public async Task A_mistaken_membership_takes_its_attendance_back_and_a_mistaken_session_counts_nowhere()
    {
        var (one, two) = (await host.StartedAsync(), await host.StartedAsync());
        var group = await GroupAsync("peer-group");
        var (first, second) = (await JoinAsync(group, one.CoachingId, ""), await JoinAsync(group, two.CoachingId, ""));
        var session = await PlanAsync(group, -6);
        await Groups.HoldGroupSessionAsync(Held(session, (first, Attendance.Present), (second, Attendance.Present)));

        await Groups.EnterGroupMemberInErrorAsync(new EnterGroupMemberInErrorRequest { MemberId = second, Reason = "wrong-client" });

        (await Groups.GetGroupSessionAsync(new GetGroupSessionRequest { SessionId = session })).Session.Attendance.ShouldHaveSingleItem().ClientId.ShouldBe(one.ClientId);
        (await Groups.ListGroupSessionsAsync(new ListGroupSessionsRequest { GroupId = group })).Sessions.Single().Present.ShouldBe(1);
        (await host.Database.FactsAsync<CoachingGroupMemberEnteredInError>(two.ClientId)).ShouldHaveSingleItem();
        await Groups.EnterGroupInErrorAsync(new EnterGroupInErrorRequest { GroupId = group, Reason = "other" }).ShouldFail(StatusCode.FailedPrecondition, "GROUP_IN_USE");
        await Groups.EnterGroupSessionInErrorAsync(new EnterGroupSessionInErrorRequest { SessionId = session, Reason = "duplicate" });
        await Groups.EnterGroupMemberInErrorAsync(new EnterGroupMemberInErrorRequest { MemberId = first, Reason = "duplicate" });
        (await Groups.EnterGroupInErrorAsync(new EnterGroupInErrorRequest { GroupId = group, Reason = "duplicate" })).Group.State.ShouldBe(CoachingGroupState.EnteredInError);
    }

    [Fact]
    public async Task Members_are_the_organisations_clients_each_once_and_no_more_than_there_are_places()
    {
        var client = await host.OnPathwayAsync();
        var group = await GroupAsync("peer-group", capacity: 1);
        await Groups.JoinGroupAsync(new JoinGroupRequest { GroupId = group, ClientId = CoachingHost.Id() }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await Groups.JoinGroupAsync(new JoinGroupRequest { GroupId = group, CoachingId = (await host.OpenedAsync(CoachingHost.Stranger)).CoachingId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await Groups.JoinGroupAsync(new JoinGroupRequest { GroupId = group, CoachingId = (await host.OpenedAsync()).CoachingId }).ShouldFail(StatusCode.FailedPrecondition, "COACHING_NOT_STARTED");
        var request = new JoinGroupRequest { GroupId = group, ClientId = client, JoinedOn = CoachingHost.Day(-9), RequestId = CoachingHost.Id() };

        var joined = await Groups.JoinGroupAsync(request);

        (await Groups.JoinGroupAsync(request)).ShouldBe(joined);
        (await Groups.JoinGroupAsync(new JoinGroupRequest { GroupId = group, ClientId = client }).ShouldFail(StatusCode.AlreadyExists, "ALREADY_A_MEMBER")).Metadata["member_id"].ShouldBe(joined.Member.MemberId);
        await Groups.JoinGroupAsync(new JoinGroupRequest { GroupId = group, ClientId = await host.OnPathwayAsync() }).ShouldFail(StatusCode.FailedPrecondition, "GROUP_FULL");
        await host.HideAsync(client, joined.Member.MemberId);
        await Groups.HoldGroupSessionAsync(Held(await PlanAsync(group, -4), (joined.Member.MemberId, Attendance.Present)));
        var told = (await host.Database.FactsAsync<CoachingGroupAttendanceRecorded>(client)).ShouldHaveSingleItem().Client;
        (told.Municipality, told.ContactLanguage, told.CustomerProfile).ShouldBe(("unknown", "und", "unknown"));
        await Groups.PlanGroupSessionAsync(new PlanGroupSessionRequest { GroupId = group, OnDay = CoachingHost.Day(2) });
        await Groups.EndGroupAsync(new EndGroupRequest { GroupId = group }).ShouldFail(StatusCode.FailedPrecondition, "GROUP_HAS_PLANNED_SESSIONS");
    }

    [Fact]
    public async Task What_is_wrong_is_named()
    {
        var group = await GroupAsync("peer-group");
        var details = (await Groups.GetGroupAsync(new GetGroupRequest { GroupId = group })).Group.Details;

        await RefusedAsync(new GroupDetails(details) { Kind = "gang" }, "details.kind", "UNKNOWN_CODE");
        await RefusedAsync(new GroupDetails(details) { Programme = "no-such" }, "details.programme", "PROGRAMME_UNKNOWN");
        await RefusedAsync(new GroupDetails(details) { Leader = "nobody" }, "details.leader", "WORKER_UNKNOWN");
        await RefusedAsync(new GroupDetails(details) { ToDay = CoachingHost.Day(-99) }, "details.to_day", "PERIOD_INVALID");
        await RefusedAsync(new GroupDetails(details) { Capacity = -1 }, "details.capacity", "NUMBER_OUT_OF_RANGE");
        (await Groups.UpdateGroupAsync(new UpdateGroupRequest { GroupId = group, Details = new GroupDetails(details) { Kind = "other" } }).ShouldFail(StatusCode.InvalidArgument, "FIXED_AT_CREATION"))
            .Metadata["field"].ShouldBe("details.kind");
        (await Groups.UpdateGroupAsync(new UpdateGroupRequest { GroupId = group, Details = new GroupDetails(details) { Place = "Kirjasto", Capacity = 9 } })).Group.Details.Place.ShouldBe("Kirjasto");
        await Groups.PlanGroupSessionAsync(new PlanGroupSessionRequest { GroupId = group, OnDay = CoachingHost.Day(-99) }).ShouldFail(StatusCode.InvalidArgument, "DAY_BEFORE_START");
        var future = await PlanAsync(group, 3);
        await Groups.HoldGroupSessionAsync(new HoldGroupSessionRequest { SessionId = future }).ShouldFail(StatusCode.FailedPrecondition, "SESSION_NOT_BEGUN");

        async Task RefusedAsync(GroupDetails wrong, string field, string reason) =>
            (await Groups.CreateGroupAsync(new CreateGroupRequest { Details = wrong }).ShouldFail(StatusCode.InvalidArgument, reason)).Metadata["field"].ShouldBe(field);
    }

    private async Task<string> GroupAsync(string kind, string programme = "", int capacity = 0) => (await Groups.CreateGroupAsync(new CreateGroupRequest
    {
        Details = new GroupDetails { Name = "Torstairyhmä", Kind = kind, Programme = programme, Place = "Kirjasto", Capacity = capacity, FromDay = CoachingHost.Day(-15) },
        RequestId = CoachingHost.Id(),
    })).Group.GroupId;

    private async Task<string> JoinAsync(string group, string coaching, string client) =>
        (await Groups.JoinGroupAsync(new JoinGroupRequest { GroupId = group, CoachingId = coaching, ClientId = client, JoinedOn = CoachingHost.Day(-9) })).Member.MemberId;

    private async Task<string> PlanAsync(string group, int day) =>
        (await Groups.PlanGroupSessionAsync(new PlanGroupSessionRequest { GroupId = group, OnDay = CoachingHost.Day(day), Minutes = 90 })).Session.SessionId;

    private async Task<GroupSummary> SummaryAsync(string programme) => (await Groups.SummariseGroupsAsync(
        new SummariseGroupsRequest { FromDay = CoachingHost.Day(-20), ToDay = CoachingHost.Day(0), Programme = programme })).Summaries.ShouldHaveSingleItem();

    private static MemberAttendance Of(string member, Attendance attendance) => new() { MemberId = member, Attendance = attendance };

    private static HoldGroupSessionRequest Held(string session, params (string Member, Attendance Attendance)[] attendance) =>
        new() { SessionId = session, Attendance = { attendance.Select(one => Of(one.Member, one.Attendance)) } };
}
