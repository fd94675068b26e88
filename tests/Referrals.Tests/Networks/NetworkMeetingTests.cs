using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Referrals.Tests.Networks;

public sealed class NetworkMeetingTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    private NetworkMeetingsService.NetworkMeetingsServiceClient Meetings => new(host.As(Role.Coordinator, ReferralsHost.City));

    private NetworkMeetingsService.NetworkMeetingsServiceClient Kela => new(host.As(Role.Referrer, ReferralsHost.Kela));

    private NetworkMeetingsService.NetworkMeetingsServiceClient Agency => new(host.As(Role.Referrer, ReferralsHost.Agency));

    private AgreedActionsService.AgreedActionsServiceClient KelaActions => new(host.As(Role.Referrer, ReferralsHost.Kela));

    [Fact]
    public async Task Those_who_take_part_see_the_client_from_the_clients_agreement_until_it_ends()
    {
        var meeting = await ConvenedAsync(agreed: false);
        var anonymous = await ReadAsync(Kela, meeting.MeetingId);
        (anonymous.ClientId, anonymous.Municipality, anonymous.AgeBand, anonymous.Question).ShouldBe(("", "", AgeBand.Unspecified, "Kuka tukee kuntoutuksen jälkeen?"));
        (anonymous.Participants.Count, anonymous.Participants[0].OrganisationName, anonymous.NamedTo.Count).ShouldBe((2, "Esimerkkitoimisto", 0));
        (await Kela.ListNetworkMeetingsAsync(new ListNetworkMeetingsRequest { ClientId = meeting.ClientId })).Meetings.ShouldBeEmpty();

        await AgreeAsync(Meetings, meeting.MeetingId, agreed: true, ReferralsHost.Kela);

        (await ReadAsync(Kela, meeting.MeetingId)).ClientId.ShouldBe(meeting.ClientId);
        (await Kela.ListNetworkMeetingsAsync(new ListNetworkMeetingsRequest { ClientId = meeting.ClientId })).Meetings.ShouldHaveSingleItem().ClientId.ShouldBe(meeting.ClientId);
        (await ReadAsync(Agency, meeting.MeetingId)).ClientId.ShouldBeEmpty();
        var client = new NetworkMeetingsService.NetworkMeetingsServiceClient(host.As(Role.Client, ReferralsHost.Kela, clientRef: meeting.ClientId));
        (await AgreeAsync(client, meeting.MeetingId, agreed: false)).NamedTo.ShouldBeEmpty();
        (await ReadAsync(Kela, meeting.MeetingId)).ClientId.ShouldBeEmpty();
        (await Kela.ListNetworkMeetingsAsync(new ListNetworkMeetingsRequest())).Meetings.Single(row => row.MeetingId == meeting.MeetingId).ClientId.ShouldBeEmpty();
        (await host.Database.FactsAsync<NetworkMeetingConvened>(meeting.MeetingId)).ShouldHaveSingleItem().Client.ClientId.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_client_answers_with_an_own_question_and_a_support_person()
    {
        var meeting = await ConvenedAsync(agreed: true);
        var client = new NetworkMeetingsService.NetworkMeetingsServiceClient(host.As(Role.Client, ReferralsHost.Kela, clientRef: meeting.ClientId));

        var answered = (await client.AnswerInvitationAsync(new AnswerInvitationRequest { MeetingId = meeting.MeetingId, ClientQuestion = "Voinko opiskella kuntoutustuella?", SupportPerson = "Sisko" })).Meeting;
        answered.ClientPart.ShouldBe(MeetingClientPart.Invited);
        answered.AllowedActions.Single(action => action.Action == "HoldNetworkMeeting").BlockedReason.ShouldBe("ROLE_NOT_ALLOWED");
        (await ReadAsync(Agency, meeting.MeetingId)).ClientQuestion.ShouldBe("Voinko opiskella kuntoutustuella?");
        await client.AnswerInvitationAsync(new AnswerInvitationRequest { MeetingId = meeting.MeetingId, Declined = true });

        // Kela could sanction: a decline looks like no invitation.
        (await ReadAsync(Kela, meeting.MeetingId)).ClientPart.ShouldBe(MeetingClientPart.Unspecified);
        (await ReadAsync(Agency, meeting.MeetingId)).ClientPart.ShouldBe(MeetingClientPart.Declined);
        (await client.ListNetworkMeetingsAsync(new ListNetworkMeetingsRequest { ClientId = meeting.ClientId })).Meetings.ShouldHaveSingleItem();
        await client.ListNetworkMeetingsAsync(new ListNetworkMeetingsRequest { ClientId = Guid.NewGuid().ToString() }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
    }

    [Fact]
    public async Task A_meeting_is_held_with_actions_that_are_done_changed_and_cancelled()
    {
        var meeting = await ConvenedAsync(agreed: true);
        var request = new HoldNetworkMeetingRequest
        {
            MeetingId = meeting.MeetingId,
            Mode = Mode.Video,
            Minutes = 60,
            ClientPart = MeetingClientPart.Remote,
            AbsentNumbers = { 2 },
            AddedParticipants = { new NewMeetingParticipant { Profession = "expert-by-experience" } },
            Results = "Kuntoutus jatkuu, työkokeilu keväällä.",
            Actions =
            {
                new NewAgreedAction { Text = "Päätös kuntoutuksesta", OwnerOrganisation = ReferralsHost.Kela, Owner = "kela-1", OwnerName = "Asiantuntija", DueOn = Day(14) },
                new NewAgreedAction { Text = "Käy tutustumassa työpajaan", IsClientsOwn = true, DueOn = Day(7) },
            },
        };
        request.Actions[0].OwnerOrganisation = ReferralsHost.Stranger;
        await Meetings.HoldNetworkMeetingAsync(request).ShouldFail(StatusCode.InvalidArgument, "OWNER_NOT_TAKING_PART");
        request.Actions[0].OwnerOrganisation = ReferralsHost.Kela;

        var held = (await Meetings.HoldNetworkMeetingAsync(request)).Meeting;

        held.Participants.Select(participant => (participant.Number, participant.Attended)).ShouldBe([(1, true), (2, false), (3, true)]);
        held.Actions.Select(action => action.Text).ShouldBe(["Käy tutustumassa työpajaan", "Päätös kuntoutuksesta"]);
        // The client's own action is no business of an authority that could sanction.
        var kelas = (await ReadAsync(Kela, meeting.MeetingId)).Actions.ShouldHaveSingleItem();
        (kelas.DueInBusinessDays, kelas.IsOverdue, kelas.OwnerOrganisationName).ShouldBe((FinnishCalendar.BusinessDaysBetween(Today, Today.AddDays(14)), false, "Esimerkkitoimisto"));
        (await KelaActions.ListAgreedActionsAsync(new ListAgreedActionsRequest { MeetingId = meeting.MeetingId })).Actions.ShouldHaveSingleItem().ClientId.ShouldBe(meeting.ClientId);
        (await KelaActions.ChangeAgreedActionAsync(new ChangeAgreedActionRequest { ActionId = kelas.ActionId, DueOn = Day(20), Etag = kelas.Etag })).Action.DueOn.ShouldBe(Day(20));
        await KelaActions.CompleteAgreedActionAsync(new CompleteAgreedActionRequest { ActionId = kelas.ActionId });
        await KelaActions.CancelAgreedActionAsync(new CancelAgreedActionRequest { ActionId = kelas.ActionId, Reason = "other" }).ShouldFail(StatusCode.FailedPrecondition, "ACTION_DONE");
        await KelaActions.CompleteAgreedActionAsync(new CompleteAgreedActionRequest { ActionId = held.Actions[0].ActionId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        var added = (await Meetings.AddMeetingActionAsync(new AddMeetingActionRequest { MeetingId = meeting.MeetingId, Action = new NewAgreedAction { Text = "Soita", OwnerName = "Koordinaattori", DueOn = Day(1) } })).Meeting.Actions[0];
        await new AgreedActionsService.AgreedActionsServiceClient(host.As(Role.Coordinator, ReferralsHost.City))
            .CancelAgreedActionAsync(new CancelAgreedActionRequest { ActionId = added.ActionId, Reason = "done-otherwise" });

        var fact = (await host.Database.FactsAsync<NetworkMeetingEnded>(meeting.ClientId)).ShouldHaveSingleItem();
        (fact.Status, fact.ClientPart, fact.Minutes, string.Join(',', fact.Professions), string.Join(',', fact.Organisations)).ShouldBe(("held", "remote", 60, "kela-expert,expert-by-experience", ReferralsHost.Kela));
        (await host.Database.FactsAsync<AgreedActionAdded>(meeting.ClientId)).Count.ShouldBe(3);
        (await host.Database.FactsAsync<AgreedActionEnded>(meeting.ClientId)).Select(ended => ended.Status).ShouldBe(["done", "cancelled"]);
    }

    [Fact]
    public async Task A_contacts_meeting_is_what_its_follow_up_becomes()
    {
        var contact = (await host.CoordinatorCoordination.RecordContactAsync(new RecordContactRequest
        {
            AgeBand = AgeBand._1829,
            ContactingService = "social-work",
            Topic = "rehabilitation",
            Mode = Mode.Phone,
            Municipality = "320",
        })).Contact;
        var followUp = (await host.CoordinatorCoordination.OpenNetworkMeetingAsync(new OpenNetworkMeetingRequest { ContactId = contact.ContactId, Question = "Verkoston kokoaminen", ClientInvited = true })).NetworkMeeting;
        var request = new ConveneNetworkMeetingRequest { FollowUpId = followUp.FollowUpId, Plan = new NetworkMeetingPlan { Participants = { new NewMeetingParticipant { Profession = "physician" } } } };

        var meeting = (await Meetings.ConveneNetworkMeetingAsync(request)).Meeting;

        (meeting.Topic, meeting.Question, meeting.AgeBand, meeting.Municipality, meeting.ClientPart, meeting.ContactId)
            .ShouldBe(("rehabilitation", "Verkoston kokoaminen", AgeBand._1829, "320", MeetingClientPart.Invited, contact.ContactId));
        (await Meetings.ConveneNetworkMeetingAsync(request).ShouldFail(StatusCode.FailedPrecondition, "ALREADY_CONVENED")).Metadata["meeting_id"].ShouldBe(meeting.MeetingId);
        await host.CoordinatorCoordination.EndContactFollowUpAsync(new EndContactFollowUpRequest { FollowUpId = followUp.FollowUpId, Status = ContactFollowUpStatus.Held })
            .ShouldFail(StatusCode.FailedPrecondition, "ALREADY_CONVENED");
        await Meetings.HoldNetworkMeetingAsync(new HoldNetworkMeetingRequest { MeetingId = meeting.MeetingId, Mode = Mode.InPerson, ClientPart = MeetingClientPart.Invited });
        var read = (await host.CoordinatorCoordination.GetContactAsync(new GetContactRequest { ContactId = contact.ContactId })).Contact.FollowUps.ShouldHaveSingleItem();
        (read.Status, read.NetworkMeetingId).ShouldBe((ContactFollowUpStatus.Held, meeting.MeetingId));
        (await host.Database.FactsAsync<ContactFollowUpEnded>(contact.ContactId)).ShouldHaveSingleItem().Status.ShouldBe("held");
        await new NetworkMeetingsService.NetworkMeetingsServiceClient(host.As(Role.Coordinator, ReferralsHost.Stranger)).ConveneNetworkMeetingAsync(request).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
    }

    [Fact]
    public async Task An_anonymous_meeting_learns_its_client_with_the_agreement_and_a_prohibition_stands_against_it()
    {
        var meeting = (await Meetings.ConveneNetworkMeetingAsync(new ConveneNetworkMeetingRequest { Plan = Plan(), AgeBand = AgeBand._3054, Municipality = "698" })).Meeting;
        await AgreeAsync(Meetings, meeting.MeetingId, agreed: true).ShouldFail(StatusCode.FailedPrecondition, "MEETING_ANONYMOUS");
        var clientId = await ClientAsync();
        await new ClientRegisterService.ClientRegisterServiceClient(host.As(Role.Coordinator, ReferralsHost.City)).GrantPermissionAsync(new GrantPermissionRequest
        {
            ClientId = clientId,
            Kind = PermissionKind.Prohibition,
            Scope = "all",
            FromOrganisation = ReferralsHost.City,
            ToOrganisation = ReferralsHost.Kela,
            ValidFrom = Day(0),
        });
        var request = new RecordNamingAgreementRequest { MeetingId = meeting.MeetingId, Agreed = true, ClientId = clientId };
        (await Meetings.RecordNamingAgreementAsync(request).ShouldFail(StatusCode.FailedPrecondition, "DISCLOSURE_FORBIDDEN")).Metadata["to_organisation"].ShouldBe(ReferralsHost.Kela);
        request.Organisations.Add(ReferralsHost.Agency);

        var named = (await Meetings.RecordNamingAgreementAsync(request)).Meeting;

        (named.ClientId, named.NamedTo.ShouldHaveSingleItem()).ShouldBe((clientId, ReferralsHost.Agency));
        request.ClientId = await ClientAsync();
        await Meetings.RecordNamingAgreementAsync(request).ShouldFail(StatusCode.FailedPrecondition, "CLIENT_ALREADY_KNOWN");
        (await ReadAsync(Agency, meeting.MeetingId)).ClientId.ShouldBe(clientId);
    }

    [Fact]
    public async Task A_non_disclosure_that_is_committed_first_hides_the_municipality_of_a_meeting_that_was_begun_before()
    {
        var (convened, named) = (await ClientAsync(), await ClientAsync());
        var anonymous = (await Meetings.ConveneNetworkMeetingAsync(new ConveneNetworkMeetingRequest { Plan = Plan(), Municipality = "698" })).Meeting;

        var meeting = await host.MeanwhileAsync(
            Hide(convened), () => Meetings.ConveneNetworkMeetingAsync(new ConveneNetworkMeetingRequest { ClientId = convened, Plan = Plan() }).ResponseAsync);
        var agreement = await host.MeanwhileAsync(
            Hide(named),
            () => Meetings.RecordNamingAgreementAsync(new RecordNamingAgreementRequest { MeetingId = anonymous.MeetingId, Agreed = true, ClientId = named }).ResponseAsync);

        (meeting.Meeting.Municipality, agreement.Meeting.Municipality).ShouldBe(("", ""));
    }

    [Fact]
    public async Task What_an_action_tells_names_no_client_who_took_the_agreement_back_first()
    {
        var meeting = await host.HeldMeetingAsync(agreed: true);
        var action = meeting.Actions.Single(action => action.OwnerOrganisation == ReferralsHost.Kela);

        await host.MeanwhileAsync(
            $"UPDATE network_meeting SET version = version + 1, told = '{{}}' WHERE id = '{meeting.MeetingId}'",
            () => KelaActions.CompleteAgreedActionAsync(new CompleteAgreedActionRequest { ActionId = action.ActionId }).ResponseAsync);

        (await host.Database.FactsAsync<AgreedActionEnded>(meeting.MeetingId)).ShouldHaveSingleItem().ClientId.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_mistake_is_nobody_elses_to_read()
    {
        var meeting = await ConvenedAsync(agreed: true);
        await Meetings.HoldNetworkMeetingAsync(new HoldNetworkMeetingRequest
        {
            MeetingId = meeting.MeetingId,
            Mode = Mode.InPerson,
            ClientPart = MeetingClientPart.Present,
            Actions = { new NewAgreedAction { Text = "Varaa aika", OwnerOrganisation = ReferralsHost.Kela, OwnerName = "Asiantuntija", DueOn = Day(3) } },
        });

        var wrong = (await Meetings.EnterNetworkMeetingInErrorAsync(new EnterNetworkMeetingInErrorRequest { MeetingId = meeting.MeetingId, Reason = "wrong-client" })).Meeting;

        wrong.Actions.ShouldHaveSingleItem().Status.ShouldBe(AgreedActionStatus.EnteredInError);
        var seen = await ReadAsync(Kela, meeting.MeetingId);
        (seen.Status, seen.ClientId, seen.Question, seen.Participants.Count, seen.Actions.Count).ShouldBe((MeetingStatus.EnteredInError, "", "", 0, 0));
        (await KelaActions.ListAgreedActionsAsync(new ListAgreedActionsRequest { MeetingId = meeting.MeetingId })).Actions.ShouldBeEmpty();
        (await Meetings.ListNetworkMeetingsAsync(new ListNetworkMeetingsRequest { ClientId = meeting.ClientId })).Meetings.ShouldBeEmpty();
        (await host.Database.FactsAsync<NetworkMeetingEnded>(meeting.ClientId)).Select(fact => fact.Status).ShouldBe(["held", "entered-in-error"]);
        (await host.Database.FactsAsync<AgreedActionEnded>(meeting.ClientId)).ShouldHaveSingleItem().Status.ShouldBe("entered-in-error");
    }

    [Fact]
    public async Task A_plan_is_refused_with_what_is_wrong_with_it()
    {
        var request = new ConveneNetworkMeetingRequest { Plan = Plan() };
        request.Plan.PlannedOn = Day(-1);
        await Meetings.ConveneNetworkMeetingAsync(request).ShouldFail(StatusCode.InvalidArgument, "DAY_NOT_AHEAD");
        request.Plan.PlannedOn = Day(1);
        request.Plan.StartsAt = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(FinnishTime.StartOf(Today.AddDays(2)));
        await Meetings.ConveneNetworkMeetingAsync(request).ShouldFail(StatusCode.InvalidArgument, "DAYS_DISAGREE");
        request.Plan.StartsAt = null;
        request.Plan.Participants[0].ProfessionalId = Guid.NewGuid().ToString();
        await Meetings.ConveneNetworkMeetingAsync(request).ShouldFail(StatusCode.InvalidArgument, "ONLY_WITHOUT_PROFESSIONAL");
        request.Plan.Participants[0] = new NewMeetingParticipant { ProfessionalId = Guid.NewGuid().ToString() };
        await Meetings.ConveneNetworkMeetingAsync(request).ShouldFail(StatusCode.InvalidArgument, "UNKNOWN_PROFESSIONAL");
        request.ClientId = Guid.NewGuid().ToString();
        await Meetings.ConveneNetworkMeetingAsync(request).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
    }

    [Fact]
    public async Task Meetings_are_listed_by_day_page_by_page_for_the_convener_and_those_who_take_part()
    {
        var stranger = new NetworkMeetingsService.NetworkMeetingsServiceClient(host.As(Role.Coordinator, ReferralsHost.Stranger));
        var days = new[] { 5, 40, 20 };
        foreach (var day in days)
        {
            var plan = Plan();
            plan.PlannedOn = Day(day);
            plan.Participants.Add(new NewMeetingParticipant { Organisation = ReferralsHost.Stranger, Profession = "job-coach" });
            plan.Participants.Add(new NewMeetingParticipant { Organisation = ReferralsHost.Stranger, Profession = "nurse" });
            await Meetings.ConveneNetworkMeetingAsync(new ConveneNetworkMeetingRequest { Plan = plan });
        }

        var request = new ListNetworkMeetingsRequest { PageSize = 2 };
        var first = await stranger.ListNetworkMeetingsAsync(request);
        request.PageToken = first.NextPageToken;
        var second = await stranger.ListNetworkMeetingsAsync(request);

        first.Meetings.Concat(second.Meetings).Select(meeting => meeting.PlannedOn).ShouldBe([Day(40), Day(20), Day(5)]);
        second.NextPageToken.ShouldBeEmpty();
        (await stranger.ListNetworkMeetingsAsync(new ListNetworkMeetingsRequest { FromDay = Day(10), ToDay = Day(30) })).Meetings.ShouldHaveSingleItem().PlannedOn.ShouldBe(Day(20));
        (await Meetings.ListNetworkMeetingsAsync(new ListNetworkMeetingsRequest { FromDay = Day(40), ToDay = Day(40) })).Meetings.ShouldHaveSingleItem();
    }

    private DateOnly Today => FinnishTime.DayOf(host.Now);

    private Date Day(int days) => Today.AddDays(days).ToDate();

    private static NetworkMeetingPlan Plan() => new()
    {
        Topic = "rehabilitation",
        Question = "Kuka tukee kuntoutuksen jälkeen?",
        ClientInvited = true,
        Participants =
        {
            new NewMeetingParticipant { Organisation = ReferralsHost.Kela, Name = "Esimerkki", Profession = "kela-expert" },
            new NewMeetingParticipant { Organisation = ReferralsHost.Agency, Profession = "social-worker", IsChair = true },
        },
    };

    private static string Hide(string clientId) => $"UPDATE client_record SET version = version + 1, non_disclosure = true WHERE client_id = '{clientId}'";

    private async System.Threading.Tasks.Task<string> ClientAsync() =>
        (await new ClientRegisterService.ClientRegisterServiceClient(host.As(Role.Coordinator, ReferralsHost.City)).RegisterClientAsync(new RegisterClientRequest { Client = host.NewPerson() })).Client.ClientId;

    private async System.Threading.Tasks.Task<NetworkMeeting> ConvenedAsync(bool agreed) =>
        (await Meetings.ConveneNetworkMeetingAsync(new ConveneNetworkMeetingRequest { ClientId = await ClientAsync(), Plan = Plan(), ClientAgreed = agreed })).Meeting;

    private static async System.Threading.Tasks.Task<NetworkMeeting> AgreeAsync(NetworkMeetingsService.NetworkMeetingsServiceClient caller, string meetingId, bool agreed, params string[] organisations) =>
        (await caller.RecordNamingAgreementAsync(new RecordNamingAgreementRequest { MeetingId = meetingId, Agreed = agreed, Organisations = { organisations } })).Meeting;

    private static async System.Threading.Tasks.Task<NetworkMeeting> ReadAsync(NetworkMeetingsService.NetworkMeetingsServiceClient caller, string meetingId) =>
        (await caller.GetNetworkMeetingAsync(new GetNetworkMeetingRequest { MeetingId = meetingId })).Meeting;
}
