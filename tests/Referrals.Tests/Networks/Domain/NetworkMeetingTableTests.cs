using Shouldly;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Records;
using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Networks;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;
using AgreedAction = Tyokyky.Referrals.Networks.AgreedAction;
using MeetingParticipant = Tyokyky.Referrals.Networks.MeetingParticipant;
using NetworkMeeting = Tyokyky.Referrals.Networks.NetworkMeeting;
using NetworkMeetingPlan = Tyokyky.Referrals.Networks.NetworkMeetingPlan;
using Transition = Tyokyky.Records.Transition;

namespace Tyokyky.Referrals.Tests.Networks.Domain;

public sealed class NetworkMeetingTableTests
{
    private const string Convener = "2345678-0";
    private const string Kela = "0246246-0";
    private const string Agency = "1234567-1";
    private static readonly DateOnly day = new(2026, 3, 2);
    private static readonly DateTimeOffset now = FinnishTime.StartOf(day);

    public static TheoryData<string, string> EveryActionInEveryStatus =>
        [.. from action in Enum.GetNames<NetworkMeetingAction>() from status in Enum.GetNames<MeetingStatus>() where status != "Unspecified" select (action, status)];

    public static TheoryData<string, string> EveryActionOfAnAction =>
        [.. from action in Enum.GetNames<AgreedActionAction>() from status in Enum.GetNames<AgreedActionStatus>() where status != "Unspecified" select (action, status)];

    [Theory]
    [MemberData(nameof(EveryActionInEveryStatus))]
    public void Every_edge_of_the_table_works_and_every_other_is_refused_with_the_reason_that_was_told(string actionName, string statusName)
    {
        var (action, status) = (Enum.Parse<NetworkMeetingAction>(actionName), Enum.Parse<MeetingStatus>(statusName));
        var meeting = In(status);

        if (NetworkMeetingTable.BlockedBy(action, meeting) is { } blocked)
        {
            Should.Throw<DomainException>(() => Do(action, meeting)).Reason.ShouldBe(blocked);
        }
        else
        {
            var (next, transition) = Do(action, meeting);
            NetworkMeetingTable.Table.After(action, status)!.ShouldContain(next.Status);
            (next.Version, transition.From).ShouldBe((1, StateCode.Of(status)));
        }
    }

    [Theory]
    [MemberData(nameof(EveryActionOfAnAction))]
    public void Every_edge_of_an_agreed_action_works_and_every_other_is_refused(string actionName, string statusName)
    {
        var (action, status) = (Enum.Parse<AgreedActionAction>(actionName), Enum.Parse<AgreedActionStatus>(statusName));
        var agreed = Agreed() with { Status = status };
        (AgreedAction Action, Transition Transition) DoIt() => action switch
        {
            AgreedActionAction.ChangeAgreedAction => agreed.Change(agreed.Owner, day.AddDays(9), now),
            AgreedActionAction.CompleteAgreedAction => agreed.Complete(day, ""),
            AgreedActionAction.CancelAgreedAction => agreed.Cancel("other", "", day, now),
            _ => agreed.EnterInError("other", day, now),
        };

        if (AgreedActionTable.BlockedBy(action, status) is { } blocked)
        {
            Should.Throw<DomainException>(() => DoIt()).Reason.ShouldBe(blocked);
        }
        else
        {
            AgreedActionTable.Table.After(action, status)!.ShouldContain(DoIt().Action.Status);
        }
    }

    [Fact]
    public void A_client_who_was_not_invited_has_nothing_to_answer() =>
        Should.Throw<DomainException>(() => (In(MeetingStatus.Planned) with { ClientPart = MeetingClientPart.NotInvited }).Answer(declined: true, "", "", now)).Reason.ShouldBe("CLIENT_NOT_INVITED");

    [Fact]
    public void Who_meets_the_client_must_be_one_to_whom_the_client_agreed_to_be_named()
    {
        var meeting = In(MeetingStatus.Planned);

        Should.Throw<DomainException>(() => meeting.Hold(Held(MeetingClientPart.Present))).Reason.ShouldBe("CLIENT_NOT_AGREED");
        meeting.Agree(agreed: true, [Kela], day, now).Meeting.Hold(Held(MeetingClientPart.Present, 2)).Meeting.ClientPart.ShouldBe(MeetingClientPart.Present);
        Should.Throw<DomainException>(() => meeting.Agree(agreed: true, [Kela], day, now).Meeting.Hold(Held(MeetingClientPart.Remote))).Reason.ShouldBe("CLIENT_NOT_AGREED");
    }

    [Fact]
    public void An_agreement_is_about_those_who_take_part_when_it_is_given_and_ends_for_those_who_leave()
    {
        var agreed = In(MeetingStatus.Planned).Agree(agreed: true, [], day, now).Meeting;
        agreed.Told.ShouldBe([Kela, Agency]);

        var planned = agreed.PlanAnew(agreed.Plan, clientInvited: true, [At(1, Kela), At(2, "4567890-7")], now).Meeting;

        planned.Told.ShouldBe([Kela]);
        planned.Agree(agreed: false, [], day, now).Meeting.Told.ShouldBeEmpty();
        Should.Throw<DomainException>(() => planned.Agree(agreed: true, [Agency], day, now)).Reason.ShouldBe("NOT_TAKING_PART");
        Should.Throw<DomainException>(() => (planned with { ClientId = null }).Agree(agreed: true, [], day, now)).Reason.ShouldBe("MEETING_ANONYMOUS");
    }

    [Fact]
    public void A_decline_outlives_another_plan() =>
        In(MeetingStatus.Planned).Answer(declined: true, "", "", now).Meeting.PlanAnew(In(MeetingStatus.Planned).Plan, clientInvited: true, [], now).Meeting.ClientPart.ShouldBe(MeetingClientPart.Declined);

    [Fact]
    public void Nothing_is_due_or_done_before_it_was_agreed()
    {
        Should.Throw<DomainException>(() => Agreed().Change(Agreed().Owner, day.AddDays(-1), now)).Reason.ShouldBe("DAY_BEFORE_PREVIOUS");
        Should.Throw<DomainException>(() => Agreed().Complete(day.AddDays(-1), "")).Reason.ShouldBe("DAY_BEFORE_PREVIOUS");
    }

    [Fact]
    public void The_tables_have_one_line_for_each_action_in_the_actions_order()
    {
        NetworkMeetingTable.Table.Rules.Select(rule => rule.Action).ShouldBe(Enum.GetValues<NetworkMeetingAction>());
        AgreedActionTable.Table.Rules.Select(rule => rule.Action).ShouldBe(Enum.GetValues<AgreedActionAction>());
    }

    [Fact]
    public void The_documentations_diagrams_are_the_tables()
    {
        GeneratedPage.ShouldBe("docs/states/network-meeting.md", NetworkMeetingTable.Table.Diagram(MeetingStatus.Planned));
        GeneratedPage.ShouldBe("docs/states/agreed-action.md", AgreedActionTable.Table.Diagram(AgreedActionStatus.Open));
    }

    private static (NetworkMeeting Meeting, Transition Transition) Do(NetworkMeetingAction action, NetworkMeeting meeting) => action switch
    {
        NetworkMeetingAction.PlanNetworkMeeting => meeting.PlanAnew(meeting.Plan, clientInvited: false, [], now),
        NetworkMeetingAction.AnswerInvitation => meeting.Answer(declined: false, "Miten jatkan?", "", now),
        NetworkMeetingAction.RecordNamingAgreement => meeting.Agree(agreed: true, [], day, now),
        NetworkMeetingAction.HoldNetworkMeeting => meeting.Hold(Held(MeetingClientPart.Invited)),
        NetworkMeetingAction.AddMeetingAction => meeting.AddAction(Agreed, now),
        _ => meeting.End(action, "other", "", now),
    };

    private static HeldMeeting Held(MeetingClientPart part, params int[] absent) => new(day, Mode.Video, 60, part, absent, [], "Sovittiin jatkosta");

    private static MeetingParticipant At(int number, string organisation) => new(number, organisation, null, "", "social-worker", IsChair: false);

    private static AgreedAction Agreed() => new()
    {
        Id = Guid.NewGuid(),
        Source = AgreedActionSource.NetworkMeeting,
        MeetingId = Guid.NewGuid(),
        Organisation = Convener,
        Text = "Varaa aika",
        Owner = new(Kela, "", "Asiantuntija"),
        AgreedOn = day,
        DueOn = day.AddDays(7),
    };

    private static NetworkMeeting In(MeetingStatus status) => new()
    {
        Id = Guid.NewGuid(),
        Organisation = Convener,
        ClientId = Guid.NewGuid(),
        AgeBand = AgeBand._3054,
        Background = ClientBackground.Unknown,
        Municipality = "698",
        Programme = "",
        Status = status,
        Plan = new NetworkMeetingPlan("work-ability", "Verkoston kokoaminen", day, null, Mode.Unspecified, ""),
        ClientPart = MeetingClientPart.Invited,
        Participants = [At(1, Kela), At(2, Agency), At(3, Convener), At(4, "")],
        ConvenedOn = day,
        RecordedAt = now,
    };
}
