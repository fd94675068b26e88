using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Referrals.Networks;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;
using NetworkMeeting = Tyokyky.Contracts.Referrals.V1.NetworkMeeting;
using NetworkMeetingPlan = Tyokyky.Contracts.Referrals.V1.NetworkMeetingPlan;

namespace Tyokyky.Referrals.Tests.Networks;

/// <summary>Every state, every action, every kind of caller: each answer is the one that the meeting's allowed actions had given.</summary>
public sealed class NetworkMeetingWalkTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    [Fact]
    public async Task Every_action_in_every_state_is_answered_as_it_was_told()
    {
        var wrong = new List<string>();
        var walked = 0;
        foreach (var status in Enum.GetValues<MeetingStatus>().Where(status => status != MeetingStatus.Unspecified))
        {
            foreach (var isInvited in new[] { true, false })
            {
                var meeting = await InAsync(status, isInvited);
                foreach (var (name, role, caller) in Callers(meeting.ClientId))
                {
                    var told = await ToldAsync(role, caller, meeting.MeetingId);
                    foreach (var action in Enum.GetNames<NetworkMeetingAction>())
                    {
                        var answer = await DoAsync(new(caller), action, meeting.MeetingId);
                        walked++;
                        if (answer != told(action))
                        {
                            wrong.Add($"{action} of {status} (invited: {isInvited}) by {name}: {answer}, told {told(action)}");
                        }
                    }
                }
            }
        }

        wrong.ShouldBeEmpty();
        walked.ShouldBe(4 * 2 * 6 * 7);
    }

    private IEnumerable<(string Name, Role Role, CallInvoker Caller)> Callers(string clientId) =>
    [
        ("convener", Role.Coordinator, host.As(Role.Coordinator, ReferralsHost.City)),
        ("participant", Role.Referrer, host.As(Role.Referrer, ReferralsHost.Kela)),
        ("client", Role.Client, host.As(Role.Client, ReferralsHost.City, clientRef: clientId)),
        ("another client", Role.Client, host.As(Role.Client, ReferralsHost.City, clientRef: Guid.NewGuid().ToString())),
        ("manager", Role.Manager, host.As(Role.Manager, ReferralsHost.City)),
        ("stranger", Role.Coordinator, host.As(Role.Coordinator, ReferralsHost.Stranger)),
    ];

    // Who may not even read it is told so for every action.
    private static async System.Threading.Tasks.Task<Func<string, string>> ToldAsync(Role role, CallInvoker caller, string meetingId)
    {
        try
        {
            var meeting = (await new NetworkMeetingsService.NetworkMeetingsServiceClient(caller).GetNetworkMeetingAsync(new GetNetworkMeetingRequest { MeetingId = meetingId })).Meeting;
            var told = meeting.AllowedActions.ToDictionary(action => action.Action, action => action.BlockedReason);
            return action => told[action];
        }
        catch (RpcException refused)
        {
            return action => Refusal.Of(refused).Reason is "NO_RELATION" && (Access.Table.RuleOf(action).AllRoles & role) == 0 ? "ROLE_NOT_ALLOWED" : Refusal.Of(refused).Reason;
        }
    }

    private static async System.Threading.Tasks.Task<string> DoAsync(NetworkMeetingsService.NetworkMeetingsServiceClient caller, string action, string id)
    {
        try
        {
            await CallAsync(caller, Enum.Parse<NetworkMeetingAction>(action), id);
            return "";
        }
        catch (RpcException refused)
        {
            return Refusal.Of(refused).Reason;
        }
    }

    private static async Task CallAsync(NetworkMeetingsService.NetworkMeetingsServiceClient caller, NetworkMeetingAction action, string id)
    {
        switch (action)
        {
            case NetworkMeetingAction.PlanNetworkMeeting:
                await caller.PlanNetworkMeetingAsync(new PlanNetworkMeetingRequest { MeetingId = id, Plan = Plan(invited: false), ValidateOnly = true });
                break;
            case NetworkMeetingAction.AnswerInvitation:
                await caller.AnswerInvitationAsync(new AnswerInvitationRequest { MeetingId = id, ValidateOnly = true });
                break;
            case NetworkMeetingAction.RecordNamingAgreement:
                await caller.RecordNamingAgreementAsync(new RecordNamingAgreementRequest { MeetingId = id, ValidateOnly = true });
                break;
            case NetworkMeetingAction.HoldNetworkMeeting:
                await caller.HoldNetworkMeetingAsync(new HoldNetworkMeetingRequest { MeetingId = id, Mode = Mode.Video, ClientPart = MeetingClientPart.NotInvited, ValidateOnly = true });
                break;
            case NetworkMeetingAction.AddMeetingAction:
                await caller.AddMeetingActionAsync(new AddMeetingActionRequest { MeetingId = id, Action = new NewAgreedAction { Text = "Soita", OwnerName = "Koordinaattori", DueOn = new Date { Year = 2099, Month = 1, Day = 1 } }, ValidateOnly = true });
                break;
            case NetworkMeetingAction.CancelNetworkMeeting:
                await caller.CancelNetworkMeetingAsync(new CancelNetworkMeetingRequest { MeetingId = id, Reason = "other", ValidateOnly = true });
                break;
            default:
                await caller.EnterNetworkMeetingInErrorAsync(new EnterNetworkMeetingInErrorRequest { MeetingId = id, Reason = "other", ValidateOnly = true });
                break;
        }
    }

    private async System.Threading.Tasks.Task<NetworkMeeting> InAsync(MeetingStatus status, bool isInvited)
    {
        var convener = host.As(Role.Coordinator, ReferralsHost.City);
        var meetings = new NetworkMeetingsService.NetworkMeetingsServiceClient(convener);
        var client = (await new ClientRegisterService.ClientRegisterServiceClient(convener).RegisterClientAsync(new RegisterClientRequest { Client = host.NewPerson() })).Client;
        var meeting = (await meetings.ConveneNetworkMeetingAsync(new ConveneNetworkMeetingRequest { ClientId = client.ClientId, Plan = Plan(isInvited), ClientAgreed = true })).Meeting;
        return status switch
        {
            MeetingStatus.Planned => meeting,
            MeetingStatus.Held => (await meetings.HoldNetworkMeetingAsync(new HoldNetworkMeetingRequest { MeetingId = meeting.MeetingId, Mode = Mode.Video, ClientPart = isInvited ? MeetingClientPart.Invited : MeetingClientPart.NotInvited })).Meeting,
            MeetingStatus.Cancelled => (await meetings.CancelNetworkMeetingAsync(new CancelNetworkMeetingRequest { MeetingId = meeting.MeetingId, Reason = "other" })).Meeting,
            _ => (await meetings.EnterNetworkMeetingInErrorAsync(new EnterNetworkMeetingInErrorRequest { MeetingId = meeting.MeetingId, Reason = "other" })).Meeting,
        };
    }

    private static NetworkMeetingPlan Plan(bool invited) => new()
    {
        Topic = "rehabilitation",
        Question = "Verkoston kokoaminen",
        ClientInvited = invited,
        Participants = { new NewMeetingParticipant { Organisation = ReferralsHost.Kela, Profession = "kela-expert" } },
    };
}
