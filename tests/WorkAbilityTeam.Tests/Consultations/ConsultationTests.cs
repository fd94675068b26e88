using Grpc.Core;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;

namespace Tyokyky.WorkAbilityTeam.Tests.Consultations;

/// <summary>Matters from being asked to their answer, follow-up and counts.</summary>
public sealed class ConsultationTests(TeamHost host) : IClassFixture<TeamHost>
{
    private ConsultationsService.ConsultationsServiceClient City => new(host.As(Role.Coordinator, TeamHost.City));

    [Fact]
    public async Task A_contacts_follow_up_opens_a_matter_and_its_answer_is_told_back()
    {
        var asked = NewFollowUp();
        host.Sources.Tell("referrals", asked, asked.FollowUpId);
        host.Sources.Tell("referrals", asked, asked.FollowUpId);
        var matter = await OfAsync(asked.FollowUpId);

        (matter.Organisation, matter.AskingOrganisation, matter.AskingService, matter.Topic, matter.FromContact, matter.ClientId, matter.State)
            .ShouldBe((TeamHost.County, TeamHost.City, "social-work", "rehabilitation", true, "", ConsultationState.Open));
        matter.AnswerDueOn.ShouldBe(FinnishCalendar.AddBusinessDays(asked.OpenedOn.ToDay(), 10).ToDate());

        var answered = (await host.Consultations.AnswerConsultationAsync(new AnswerConsultationRequest { ConsultationId = matter.ConsultationId, Answer = "Tehdään arvio.", AnsweredBy = "physician", AnsweredOn = TeamHost.Day(-1) })).Consultation;

        answered.State.ShouldBe(ConsultationState.Answered);
        var fact = (await host.Database.FactsAsync<ConsultationAnswered>(matter.ConsultationId)).ShouldHaveSingleItem();
        (fact.AskingOrganisation, fact.Topic, fact.AnsweredBy, fact.ClientId, fact.AnsweredOn).ShouldBe((TeamHost.City, "rehabilitation", "physician", "", TeamHost.Day(-1)));
        (await City.GetConsultationAsync(new GetConsultationRequest { ConsultationId = matter.ConsultationId })).Consultation.Answer.ShouldBe("Tehdään arvio.");
        await host.Consultations.AnswerConsultationAsync(new AnswerConsultationRequest { ConsultationId = matter.ConsultationId, Answer = "Uudelleen.", AnsweredBy = "physician" })
            .ShouldFail(StatusCode.FailedPrecondition, "CONSULTATION_ANSWERED");
    }

    [Theory]
    [InlineData("cancelled", ConsultationState.Cancelled)]
    [InlineData("held", ConsultationState.Closed)]
    public async Task What_the_asker_ends_ends_here(string status, ConsultationState state)
    {
        var asked = NewFollowUp();
        host.Sources.Tell("referrals", asked, asked.FollowUpId);
        host.Sources.Tell("referrals", new ContactFollowUpEnded { FollowUpId = asked.FollowUpId, ContactId = asked.ContactId, Kind = "consultation", Status = status, EndedOn = TeamHost.Today }, asked.FollowUpId);

        await Eventually.Holds(async () => (await OfAsync(asked.FollowUpId)).State == state, "the matter ends");
        await host.Consultations.AnswerConsultationAsync(new AnswerConsultationRequest { ConsultationId = asked.FollowUpId, Answer = "x", AnsweredBy = "physician" })
            .ShouldFail(StatusCode.FailedPrecondition, "CONSULTATION_ENDED");
    }

    [Fact]
    public async Task A_client_is_named_only_through_the_askers_own_case_and_agreement()
    {
        var opened = await host.OpenedAsync();
        var question = TeamHost.NewQuestion(TeamHost.City, ConsultationKind.Expert);

        await host.Consultations.AskConsultationAsync(new AskConsultationRequest(question) { CaseId = opened.CaseId }).ShouldFail(StatusCode.InvalidArgument, "CLIENT_MUST_AGREE");
        await host.Consultations.AskConsultationAsync(new AskConsultationRequest(question) { ClientAgreed = true }).ShouldFail(StatusCode.InvalidArgument, "CASE_REQUIRED");
        await City.AskConsultationAsync(new AskConsultationRequest(question) { CaseId = opened.CaseId, ClientAgreed = true }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        var matter = (await host.Consultations.AskConsultationAsync(new AskConsultationRequest(question) { CaseId = opened.CaseId, ClientAgreed = true })).Consultation;

        matter.ClientId.ShouldBe(opened.ClientId);
        (await host.Database.FactsAsync<ConsultationAsked>(opened.ClientId)).ShouldHaveSingleItem().Kind.ShouldBe("expert");
        var client = new ConsultationsService.ConsultationsServiceClient(host.As(Role.Client, TeamHost.City, "person", opened.ClientId));
        (await client.GetConsultationAsync(new GetConsultationRequest { ConsultationId = matter.ConsultationId })).Consultation.Question.ShouldBe(question.Question);
        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM access_log WHERE object_id = '{matter.ConsultationId}' AND client_id = '{opened.ClientId}'")).ShouldBe(2);
    }

    [Fact]
    public async Task An_anonymous_matter_cannot_be_traced_to_a_person()
    {
        await host.Consultations.AskConsultationAsync(new AskConsultationRequest(TeamHost.NewQuestion()) { Question = "Asiakas 010190-9123 ei jaksa." }).ShouldFail(StatusCode.InvalidArgument, "PERSONAL_IDENTITY_CODE_IN_TEXT");
        var matter = (await host.Consultations.AskConsultationAsync(TeamHost.NewQuestion(TeamHost.City))).Consultation;
        await City.AnswerConsultationAsync(new AnswerConsultationRequest { ConsultationId = matter.ConsultationId, Answer = "Ohjataan.", AnsweredBy = "physician" });

        foreach (var fact in await host.Database.FactsAsync<ConsultationAsked>(matter.ConsultationId)) { fact.ClientId.ShouldBeEmpty(); }
        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM event_log WHERE '{matter.ConsultationId}' = ANY(order_keys) AND cardinality(order_keys) > 1")).ShouldBe(0);
        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM access_log WHERE object_id = '{matter.ConsultationId}' AND client_id IS NOT NULL")).ShouldBe(0);
        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM consultation WHERE id = '{matter.ConsultationId}' AND client_id IS NULL AND case_id IS NULL")).ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_with_a_follow_up_stays_in_hand_until_that_is_closed()
    {
        var matter = (await City.AskConsultationAsync(TeamHost.NewQuestion())).Consultation;
        var answer = new AnswerConsultationRequest { ConsultationId = matter.ConsultationId, Answer = "Katsotaan.", AnsweredBy = "physician", FollowUp = "Soitetaan takaisin." };
        await host.Consultations.AnswerConsultationAsync(answer).ShouldFail(StatusCode.InvalidArgument, "FOLLOW_UP_INCOMPLETE");
        await host.Consultations.CloseConsultationAsync(new CloseConsultationRequest { ConsultationId = matter.ConsultationId }).ShouldFail(StatusCode.FailedPrecondition, "CONSULTATION_NOT_IN_FOLLOW_UP");

        (await host.Consultations.AnswerConsultationAsync(new AnswerConsultationRequest(answer) { FollowUpOn = TeamHost.Day(14) })).Consultation.State.ShouldBe(ConsultationState.FollowUp);
        (await host.Consultations.CloseConsultationAsync(new CloseConsultationRequest { ConsultationId = matter.ConsultationId, Note = "Hoidettu." })).Consultation.State.ShouldBe(ConsultationState.Closed);

        (await host.Database.FactsAsync<ConsultationEnded>(matter.ConsultationId)).ShouldHaveSingleItem().State.ShouldBe("closed");
        var told = await host.Consultations.GetAllowedConsultationActionsAsync(new GetAllowedConsultationActionsRequest { ConsultationId = matter.ConsultationId });
        told.Actions.Where(action => action.Allowed).Select(action => action.Action).ShouldBe(["EnterConsultationInError"]);
        var asker = await City.GetAllowedConsultationActionsAsync(new GetAllowedConsultationActionsRequest { ConsultationId = matter.ConsultationId });
        asker.Actions.Select(action => action.BlockedReason).ShouldBe(["NO_RELATION", "NO_RELATION", "CONSULTATION_ENDED", ""]);
    }

    [Fact]
    public async Task Sessions_matters_and_askers_are_counted_and_services_that_never_asked_are_named()
    {
        var team = new ConsultationsService.ConsultationsServiceClient(host.As(Role.TeamMember, TeamHost.Stranger));
        var asked = (await City.AskConsultationAsync(TeamHost.NewQuestion(TeamHost.Stranger))).Consultation;
        var mistake = (await City.AskConsultationAsync(TeamHost.NewQuestion(TeamHost.Stranger))).Consultation;
        await City.EnterConsultationInErrorAsync(new EnterConsultationInErrorRequest { ConsultationId = mistake.ConsultationId, Reason = "duplicate" });
        var session = new RecordConsultationSessionRequest
        {
            Kind = ConsultationKind.Hour,
            HeldOn = TeamHost.Day(-2),
            Mode = Mode.Video,
            Minutes = 60,
            ProfessionsPresent = { "physician", "social-worker" },
            ConsultationIds = { asked.ConsultationId },
            Matters =
            {
                new AnonymousMatter { AskingOrganisation = TeamHost.City, AskingService = "kela", Topic = "benefits", Question = "Etuus?", Answer = "Haetaan.", AnsweredBy = "social-worker" },
                new AnonymousMatter { AskingOrganisation = TeamHost.County, AskingService = "school", Topic = "services", Answer = "Ohjataan.", AnsweredBy = "physician" },
            },
        };

        await team.RecordConsultationSessionAsync(new RecordConsultationSessionRequest(session) { Kind = ConsultationKind.Expert }).ShouldFail(StatusCode.InvalidArgument, "KIND_DIFFERS");
        await host.Consultations.RecordConsultationSessionAsync(session).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        var recorded = await team.RecordConsultationSessionAsync(session);
        session.Matters.Clear();
        session.ConsultationIds.Clear();
        var twice = (await team.RecordConsultationSessionAsync(session)).Session;
        await team.EnterConsultationSessionInErrorAsync(new EnterConsultationSessionInErrorRequest { SessionId = twice.SessionId, Reason = "duplicate" });

        recorded.Consultations.Select(matter => matter.State).ShouldBe([ConsultationState.Open, ConsultationState.Answered, ConsultationState.Answered]);
        recorded.Consultations.ShouldAllBe(matter => matter.SessionId == recorded.Session.SessionId);
        (await host.Database.FactsAsync<ConsultationSessionHeld>(recorded.Session.SessionId)).ShouldHaveSingleItem().ConsultationIds.ShouldBe(recorded.Consultations.Select(matter => matter.ConsultationId));
        var counts = await team.SummariseConsultationsAsync(new SummariseConsultationsRequest { FromDay = TeamHost.Day(-3), ToDay = TeamHost.Today });
        (counts.Sessions, counts.MattersHandled, counts.MattersAsked, counts.ConsultationsGiven, counts.Askers, counts.RepeatAskers, counts.Named).ShouldBe((1, 3, 3, 2, 2, 1, 0));
        counts.ByService.Select(one => (one.Code, one.Matters)).ShouldBe([("kela", 1L), ("school", 1L), ("social-work", 1L)]);
        counts.ServicesThatNeverAsked.ShouldContain("health-services");
        counts.ServicesThatNeverAsked.ShouldNotContain("school");
        counts.ServicesThatNeverAsked.ShouldNotContain("te-office");
        (await team.ListConsultationSessionsAsync(new ListConsultationSessionsRequest())).Sessions.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Each_side_lists_its_own_and_what_is_overdue_is_found()
    {
        var late = (await City.AskConsultationAsync(new AskConsultationRequest(TeamHost.NewQuestion()) { AskedOn = TeamHost.Day(-40), Topic = "pension" })).Consultation;

        late.Overdue.ShouldBeTrue();
        (await host.Consultations.ListConsultationsAsync(new ListConsultationsRequest { OverdueOnly = true, Topic = "pension" })).Consultations.ShouldHaveSingleItem().ShouldBe(late);
        (await City.ListConsultationsAsync(new ListConsultationsRequest { AskedByUs = true, OverdueOnly = true })).Consultations.ShouldContain(late);
        (await City.ListConsultationsAsync(new ListConsultationsRequest { OverdueOnly = true })).Consultations.ShouldNotContain(late);
    }

    private static ContactFollowUpOpened NewFollowUp() => new()
    {
        FollowUpId = TeamHost.Id(),
        ContactId = TeamHost.Id(),
        Kind = "consultation",
        Organisation = TeamHost.City,
        AskedOrganisation = TeamHost.County,
        Topic = "rehabilitation",
        Professions = { "physician" },
        OpenedOn = TeamHost.Day(-2),
        ContactingService = "social-work",
    };

    private async Task<Consultation> OfAsync(string id)
    {
        Consultation? found = null;
        await Eventually.Holds(
            async () => (found = (await host.Consultations.ListConsultationsAsync(new ListConsultationsRequest())).Consultations.SingleOrDefault(one => one.ConsultationId == id)) is not null, "the matter opens");
        return found!;
    }
}
