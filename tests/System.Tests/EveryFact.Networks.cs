using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Referrals.V1;

namespace Tyokyky.SystemTests;

/// <content>The network's meeting, a standing group's, and observations for services and law.</content>
internal sealed partial class EveryFact
{
    private readonly NetworkMeetingsService.NetworkMeetingsServiceClient meetings = new(suite.Channel("referrals"));
    private readonly AgreedActionsService.AgreedActionsServiceClient actions = new(suite.Channel("referrals"));
    private readonly StandingGroupsService.StandingGroupsServiceClient groups = new(suite.Channel("referrals"));
    private readonly ObservationsService.ObservationsServiceClient observations = new(suite.Channel("referrals"));

    private async Task MeetAsync()
    {
        var plan = new NetworkMeetingPlan
        {
            Topic = "rehabilitation",
            Question = story.Say("verkostotapaamisesta"),
            Place = story.Say("paikasta"),
            ClientInvited = true,
            Participants = { new NewMeetingParticipant { Organisation = Organisations.County, Name = story.Say("osallistujasta"), Profession = "physician" } },
        };
        var meeting = (await meetings.ConveneNetworkMeetingAsync(new ConveneNetworkMeetingRequest { ClientId = story.ClientId, Plan = plan, ClientAgreed = true, RequestId = NewId() }, As(City))).Meeting;
        await meetings.AnswerInvitationAsync(
            new AnswerInvitationRequest { MeetingId = meeting.MeetingId, ClientQuestion = story.Say("omasta kysymyksesta"), SupportPerson = story.Say("tukihenkilosta"), RequestId = NewId() }, As(City));
        var held = (await meetings.HoldNetworkMeetingAsync(
            new HoldNetworkMeetingRequest
            {
                MeetingId = meeting.MeetingId,
                HeldOn = story.Day(40),
                Mode = Mode.InPerson,
                Minutes = 60,
                ClientPart = MeetingClientPart.Present,
                Results = story.Say("tuloksista"),
                Actions = { Agreed(60) },
                RequestId = NewId(),
            },
            As(City))).Meeting;
        await actions.CompleteAgreedActionAsync(new CompleteAgreedActionRequest { ActionId = held.Actions[0].ActionId, DoneOn = story.Day(55), Note = story.Say("tehdysta"), RequestId = NewId() }, As(City));
    }

    private async Task SteerAsync()
    {
        var group = (await groups.CreateStandingGroupAsync(
            new CreateStandingGroupRequest { Kind = "steering-group", Name = story.Say("ryhmasta"), Mandate = story.Say("toimeksiannosta"), FromDay = story.Day(10), RequestId = NewId() }, As(City))).Group;
        var member = await groups.AddGroupMemberAsync(
            new AddGroupMemberRequest
            {
                GroupId = group.GroupId,
                Organisation = Organisations.County,
                Name = story.Say("jasenesta"),
                Profession = "nurse",
                Role = "member",
                FromDay = story.Day(10),
                RequestId = NewId(),
            },
            As(City));
        var meeting = (await groups.ConveneGroupMeetingAsync(
            new ConveneGroupMeetingRequest { GroupId = group.GroupId, Plan = new GroupMeetingPlan { Mode = Mode.Video, Agenda = story.Say("esityslistasta") }, RequestId = NewId() }, As(City))).Meeting;
        await groups.HoldGroupMeetingAsync(
            new HoldGroupMeetingRequest
            {
                MeetingId = meeting.MeetingId,
                HeldOn = story.Day(50),
                MemberIds = { member.MemberId },
                Notes = story.Say("muistiosta"),
                Decisions = { Agreed(70) },
                RequestId = NewId(),
            },
            As(City));
        await groups.EndStandingGroupAsync(new EndStandingGroupRequest { GroupId = group.GroupId, EndedOn = story.Day(100), RequestId = NewId() }, As(City));
    }

    private async Task ObserveAsync()
    {
        var details = new ObservationDetails { Kind = "queue", Services = { "physiotherapy" }, Law = story.Say("laista"), Description = story.Say("havainnosta"), Proposal = story.Say("ehdotuksesta") };
        var observed = (await observations.RecordObservationAsync(new RecordObservationRequest { Details = details, ObservedOn = story.Day(20), RequestId = NewId() }, As(City))).Observation;
        await observations.SendObservationAsync(
            new SendObservationRequest { ObservationId = observed.ObservationId, Addressee = "wellbeing-services-county", Organisation = Organisations.County, SentOn = story.Day(30), RequestId = NewId() }, As(City));
        await observations.AnswerObservationAsync(
            new AnswerObservationRequest { ObservationId = observed.ObservationId, Reply = "will-change", ReplyText = story.Say("vastauksesta"), RepliedOn = story.Day(40), RequestId = NewId() }, As(County));
        var another = (await observations.RecordObservationAsync(new RecordObservationRequest { Details = details, RequestId = NewId() }, As(City))).Observation;
        await observations.WithdrawObservationAsync(new WithdrawObservationRequest { ObservationId = another.ObservationId, Note = story.Say("perumisesta"), RequestId = NewId() }, As(City));
    }

    private NewAgreedAction Agreed(int due) => new() { Text = story.Say("sovitusta"), OwnerName = story.Say("tekijasta"), DueOn = story.Day(due) };
}
