using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Referrals.Tests.Groups;

public sealed class StandingGroupTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    private readonly string prefix = "Ryhmä " + Guid.NewGuid().ToString("N")[..6];

    private StandingGroupsService.StandingGroupsServiceClient Groups => new(host.As(Role.Manager, ReferralsHost.City));

    private StandingGroupsService.StandingGroupsServiceClient Kela => new(host.As(Role.Referrer, ReferralsHost.Kela));

    private StandingGroupsService.StandingGroupsServiceClient Stranger => new(host.As(Role.Manager, ReferralsHost.Stranger));

    [Fact]
    public async Task A_group_has_a_mandate_and_members_with_days()
    {
        var group = await FoundedAsync("Ohjausryhmä");
        var chair = await AddedAsync(group.GroupId, "chair", ReferralsHost.City);
        var member = await AddedAsync(group.GroupId, "member", ReferralsHost.Kela, Day(-10));

        var ended = (await Groups.EndGroupMembershipAsync(new EndGroupMembershipRequest { GroupId = group.GroupId, MemberId = member, ToDay = Day(-1) })).Group;

        ended.Members.ShouldHaveSingleItem().MemberId.ShouldBe(chair);
        // Whoever works with clients sees what the group is and who is in it.
        var seen = (await Stranger.GetStandingGroupAsync(new GetStandingGroupRequest { GroupId = group.GroupId, IncludePastMembers = true })).Group;
        seen.Members.Select(one => (one.MemberId, one.OrganisationName)).ShouldBe([(chair, "Esimerkkikunnan työkyvyn tuki"), (member, "Esimerkkitoimisto")]);
        seen.AllowedActions.ShouldAllBe(action => action.BlockedReason == "NO_RELATION");
        await Stranger.ChangeStandingGroupAsync(new ChangeStandingGroupRequest { GroupId = group.GroupId, Name = "Muu", Mandate = "Muu" }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await Groups.ChangeStandingGroupAsync(new ChangeStandingGroupRequest { GroupId = group.GroupId, Name = "Muu", Mandate = "Muu", Etag = group.Etag }).ShouldFail(StatusCode.Aborted, "ETAG_STALE");
        (await host.Database.FactsAsync<StandingGroupFounded>(group.GroupId)).ShouldHaveSingleItem().Kind.ShouldBe("steering-group");
    }

    [Fact]
    public async Task A_meeting_decides_who_does_what_by_which_day()
    {
        var group = await FoundedAsync("Kehittämisryhmä");
        var member = await AddedAsync(group.GroupId, "member", ReferralsHost.Kela);
        var meeting = (await Groups.ConveneGroupMeetingAsync(new ConveneGroupMeetingRequest { GroupId = group.GroupId, Plan = new GroupMeetingPlan { PlannedOn = Day(0), Mode = Mode.Video, Agenda = "Jonot" } })).Meeting;
        await Groups.EndStandingGroupAsync(new EndStandingGroupRequest { GroupId = group.GroupId }).ShouldFail(StatusCode.FailedPrecondition, "MEETINGS_PLANNED");
        var request = new HoldGroupMeetingRequest
        {
            MeetingId = meeting.MeetingId,
            Minutes = 90,
            MemberIds = { member },
            Guests = { new NewMeetingParticipant { Profession = "expert-by-experience" } },
            Notes = "Jonot puhuttivat.",
            Decisions = { new NewAgreedAction { Text = "Selvitä jonot", OwnerOrganisation = ReferralsHost.Kela, OwnerName = "Asiantuntija", DueOn = Day(30), IsClientsOwn = true } },
        };
        await Groups.HoldGroupMeetingAsync(request).ShouldFail(StatusCode.InvalidArgument, "NO_CLIENTS_HERE");
        request.Decisions[0].IsClientsOwn = false;
        request.MemberIds.Add(Guid.NewGuid().ToString());
        await Groups.HoldGroupMeetingAsync(request).ShouldFail(StatusCode.InvalidArgument, "UNKNOWN_MEMBER");
        request.MemberIds.RemoveAt(1);

        var held = (await Groups.HoldGroupMeetingAsync(request)).Meeting;

        held.Participants.Select(participant => (participant.Number, participant.Profession)).ShouldBe([(1, "kela-expert"), (2, "expert-by-experience")]);
        var decision = (await Kela.GetGroupMeetingAsync(new GetGroupMeetingRequest { MeetingId = meeting.MeetingId })).Meeting.Decisions.ShouldHaveSingleItem();
        (decision.Source, decision.ClientId, decision.OwnerOrganisation).ShouldBe((AgreedActionSource.GroupMeeting, "", ReferralsHost.Kela));
        var actions = new AgreedActionsService.AgreedActionsServiceClient(host.As(Role.Referrer, ReferralsHost.Kela));
        (await actions.ListAgreedActionsAsync(new ListAgreedActionsRequest { MeetingId = meeting.MeetingId })).Actions.ShouldHaveSingleItem();
        await actions.ChangeAgreedActionAsync(new ChangeAgreedActionRequest { ActionId = decision.ActionId, OwnerOrganisation = ReferralsHost.Stranger, OwnerName = "Toinen" }).ShouldFail(StatusCode.InvalidArgument, "OWNER_NOT_TAKING_PART");
        await actions.CompleteAgreedActionAsync(new CompleteAgreedActionRequest { ActionId = decision.ActionId });
        (await Groups.AddGroupDecisionAsync(new AddGroupDecisionRequest { MeetingId = meeting.MeetingId, Decision = new NewAgreedAction { Text = "Tiedota", OwnerName = "Sihteeri", DueOn = Day(5) } })).Meeting.Decisions.Count.ShouldBe(2);
        await Stranger.GetGroupMeetingAsync(new GetGroupMeetingRequest { MeetingId = meeting.MeetingId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await Stranger.ListGroupMeetingsAsync(new ListGroupMeetingsRequest { GroupId = group.GroupId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        (await Groups.EndStandingGroupAsync(new EndStandingGroupRequest { GroupId = group.GroupId })).Group.Status.ShouldBe(StandingGroupStatus.Ended);
        await Groups.ConveneGroupMeetingAsync(new ConveneGroupMeetingRequest { GroupId = group.GroupId, Plan = new GroupMeetingPlan() }).ShouldFail(StatusCode.FailedPrecondition, "GROUP_ENDED");
        var fact = (await host.Database.FactsAsync<GroupMeetingEnded>(group.GroupId)).ShouldHaveSingleItem();
        (fact.Status, fact.Minutes, fact.Professions.Count, string.Join(',', fact.Organisations)).ShouldBe(("held", 90, 2, ReferralsHost.Kela));
        (await host.Database.FactsAsync<AgreedActionAdded>(group.GroupId)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_groups_meetings_are_answered_in_every_state_as_they_were_told()
    {
        var group = await FoundedAsync("Asiantuntijaryhmä");
        await AddedAsync(group.GroupId, "member", ReferralsHost.Kela);
        foreach (var status in new[] { MeetingStatus.Planned, MeetingStatus.Held, MeetingStatus.Cancelled, MeetingStatus.EnteredInError })
        {
            var meeting = await InAsync(group.GroupId, status);
            foreach (var caller in new[] { Groups, Kela, new(host.As(Role.Coordinator, ReferralsHost.Kela)) })
            {
                var told = (await caller.GetGroupMeetingAsync(new GetGroupMeetingRequest { MeetingId = meeting })).Meeting.AllowedActions.ToDictionary(action => action.Action, action => action.BlockedReason);
                foreach (var (action, blocked) in told)
                {
                    (await DoAsync(caller, action, meeting)).ShouldBe(blocked, $"{action} of {status}");
                }

                told.Count.ShouldBe(5);
            }
        }

        (await Groups.ListGroupMeetingsAsync(new ListGroupMeetingsRequest { GroupId = group.GroupId })).Meetings.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Groups_are_listed_by_name_page_by_page()
    {
        await FoundedAsync("Öljy");
        await FoundedAsync("Aalto", "698");
        await FoundedAsync("Zeta", "320");

        var request = new ListStandingGroupsRequest { NamePrefix = prefix, Municipality = "698", PageSize = 1 };
        var first = await Kela.ListStandingGroupsAsync(request);
        request.PageToken = first.NextPageToken;
        var second = await Kela.ListStandingGroupsAsync(request);

        first.Groups.Concat(second.Groups).Select(group => group.Name).ShouldBe([$"{prefix} Aalto", $"{prefix} Öljy"]);
        second.NextPageToken.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_ceased_to_be_a_member_meanwhile_is_not_minuted_as_one()
    {
        var group = await FoundedAsync("Seurantaryhmä");
        var member = await AddedAsync(group.GroupId, "member", ReferralsHost.Kela);
        var plan = new GroupMeetingPlan { PlannedOn = Day(0), Mode = Mode.Video };
        var meeting = (await Groups.ConveneGroupMeetingAsync(new ConveneGroupMeetingRequest { GroupId = group.GroupId, Plan = plan })).Meeting;

        var holding = host.MeanwhileAsync(
            $"UPDATE standing_group SET version = version + 1, members = jsonb_set(members, '{{0,to_day}}', '\"2020-01-01\"') WHERE id = '{group.GroupId}'",
            () => Groups.HoldGroupMeetingAsync(new HoldGroupMeetingRequest { MeetingId = meeting.MeetingId, MemberIds = { member } }).ResponseAsync);

        Refusal.Of(await Should.ThrowAsync<RpcException>(holding)).Reason.ShouldBe("UNKNOWN_MEMBER");
    }

    private Date Day(int days) => FinnishTime.DayOf(host.Now).AddDays(days).ToDate();

    private static async System.Threading.Tasks.Task<string> DoAsync(StandingGroupsService.StandingGroupsServiceClient caller, string action, string id)
    {
        try
        {
            switch (action)
            {
                case "PlanGroupMeeting":
                    await caller.PlanGroupMeetingAsync(new PlanGroupMeetingRequest { MeetingId = id, Plan = new GroupMeetingPlan(), ValidateOnly = true });
                    break;
                case "HoldGroupMeeting":
                    await caller.HoldGroupMeetingAsync(new HoldGroupMeetingRequest { MeetingId = id, Mode = Mode.Video, ValidateOnly = true });
                    break;
                case "AddGroupDecision":
                    await caller.AddGroupDecisionAsync(new AddGroupDecisionRequest { MeetingId = id, Decision = new NewAgreedAction { Text = "Tiedota", OwnerName = "Sihteeri", DueOn = new Date { Year = 2099, Month = 1, Day = 1 } }, ValidateOnly = true });
                    break;
                case "CancelGroupMeeting":
                    await caller.CancelGroupMeetingAsync(new CancelGroupMeetingRequest { MeetingId = id, Reason = "other", ValidateOnly = true });
                    break;
                default:
                    await caller.EnterGroupMeetingInErrorAsync(new EnterGroupMeetingInErrorRequest { MeetingId = id, Reason = "other", ValidateOnly = true });
                    break;
            }

            return "";
        }
        catch (RpcException refused)
        {
            return Refusal.Of(refused).Reason;
        }
    }

    private async System.Threading.Tasks.Task<string> InAsync(string groupId, MeetingStatus status)
    {
        var id = (await Groups.ConveneGroupMeetingAsync(new ConveneGroupMeetingRequest { GroupId = groupId, Plan = new GroupMeetingPlan() })).Meeting.MeetingId;
        switch (status)
        {
            case MeetingStatus.Held:
                await Groups.HoldGroupMeetingAsync(new HoldGroupMeetingRequest { MeetingId = id, Mode = Mode.Video });
                break;
            case MeetingStatus.Cancelled:
                await Groups.CancelGroupMeetingAsync(new CancelGroupMeetingRequest { MeetingId = id, Reason = "other" });
                break;
            case MeetingStatus.EnteredInError:
                await Groups.EnterGroupMeetingInErrorAsync(new EnterGroupMeetingInErrorRequest { MeetingId = id, Reason = "other" });
                break;
        }

        return id;
    }

    private async System.Threading.Tasks.Task<StandingGroup> FoundedAsync(string name, params string[] municipalities) =>
        (await Groups.CreateStandingGroupAsync(new CreateStandingGroupRequest { Kind = "steering-group", Name = $"{prefix} {name}", Mandate = "Ohjaa työkyvyn tuen mallia", Municipalities = { municipalities } })).Group;

    private async System.Threading.Tasks.Task<string> AddedAsync(string groupId, string role, string organisation, Date? from = null) =>
        (await Groups.AddGroupMemberAsync(new AddGroupMemberRequest { GroupId = groupId, Organisation = organisation, Name = "Jäsen", Profession = "kela-expert", Role = role, FromDay = from })).MemberId;
}
