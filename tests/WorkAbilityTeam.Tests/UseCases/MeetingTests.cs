using Grpc.Core;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.TestKit;

namespace Tyokyky.WorkAbilityTeam.Tests.UseCases;

public sealed class MeetingTests(TeamHost host) : IClassFixture<TeamHost>
{
    [Fact]
    public async Task A_meeting_goes_from_its_plan_to_its_minutes_and_tells_what_it_did()
    {
        var team = await host.TeamAsync();
        var opened = await host.OpenedAsync();
        await host.Cases.WriteCasePackageAsync(new WriteCasePackageRequest { CaseId = opened.CaseId, Sections = { new NewPackageSection { Section = "situation", Text = "Selkä oireilee, työttömänä." } } });
        var planned = await host.PlannedAsync(team, opened);
        await host.Meetings.AnswerMeetingInvitationAsync(new AnswerMeetingInvitationRequest { MeetingId = planned.MeetingId, CaseId = opened.CaseId, ClientPart = ClientPart.Remote, ClientQuestion = "Saanko kuntoutusta?", SupportPerson = "puoliso" });
        var request = TeamHost.Holding(planned, opened);
        request.MemberIds.Add(team.Members.Select(member => member.MemberId));

        var held = (await host.Meetings.HoldMeetingAsync(request)).Meeting;
        var heard = (await host.Meetings.RecordMeetingFeedbackAsync(new RecordMeetingFeedbackRequest { MeetingId = held.MeetingId, CaseId = opened.CaseId, Feedback = new ClientFeedback { Heard = 5, Useful = 4, Text = "Minua kuunneltiin." } })).Meeting;
        var ready = (await host.Meetings.FinishMinutesAsync(new FinishMinutesRequest { MeetingId = held.MeetingId, Etag = heard.Etag })).Meeting;

        (planned.State, held.State, ready.State).ShouldBe((MeetingState.Planned, MeetingState.Held, MeetingState.MinutesFinished));
        ready.ProfessionsPresent.ShouldBe(["public-health-nurse", "employment-specialist", "physician"]);
        ready.Attendees.Select(attendee => attendee.Organisation).ShouldBe([TeamHost.County, TeamHost.City]);
        var item = ready.Agenda.ShouldHaveSingleItem();
        (item.State, item.ClientPart, item.ClientQuestion, item.SupportPerson, item.PackageVersion, item.Feedback.Text)
            .ShouldBe((AgendaState.Handled, ClientPart.Present, "Saanko kuntoutusta?", "puoliso", 1, "Minua kuunneltiin."));
        item.Actions.ShouldHaveSingleItem().State.ShouldBe(ActionState.Open);
        (await host.Meetings.GetMeetingAsync(new GetMeetingRequest { MeetingId = held.MeetingId })).Meeting.ShouldBe(ready);
        ready.AllowedActions.Where(action => action.Allowed).Select(action => action.Action)
            .ShouldBe(["GetMinutes", "RecordMeetingFeedback", "AddTeamAction", "NameCaseManager", "CorrectMeeting", "EnterMeetingInError"]);
        (await host.ReadAsync(opened.CaseId)).State.ShouldBe(CaseState.InHandling);

        var fact = (await host.Database.FactsAsync<MeetingHeld>(opened.ClientId)).ShouldHaveSingleItem();
        (fact.TeamId, fact.Cases.ShouldHaveSingleItem().ClientPart, fact.Cases[0].Recommended).ShouldBe((team.TeamId, "present", true));
        var feedback = (await host.Database.FactsAsync<MeetingFeedbackGiven>(opened.ClientId)).ShouldHaveSingleItem();
        (feedback.Heard, feedback.Useful, feedback.Client.Municipality).ShouldBe((5, 4, "698"));
        (await host.Database.ScalarAsync<string[]>($"SELECT array_agg(to_state ORDER BY seq) FROM transition WHERE object_id = '{held.MeetingId}'"))
            .ShouldBe(["planned", "invitation-answered", "held", "feedback-given", "minutes-finished"]);
    }

    [Fact]
    public async Task What_a_meeting_did_not_come_to_waits_and_comes_along_to_the_next_one()
    {
        var team = await host.TeamAsync();
        var (handled, left) = (await AssignedAsync(team), await AssignedAsync(team));
        var planned = await host.PlannedAsync(team, handled, left);

        var held = (await host.Meetings.HoldMeetingAsync(TeamHost.Holding(planned, handled))).Meeting;

        held.Agenda.Select(item => item.State).ShouldBe([AgendaState.Handled, AgendaState.CarriedOver]);
        var waiting = (await host.Cases.ListCasesAsync(new ListCasesRequest { TeamId = team.TeamId, CarriedOverOnly = true })).Cases.ShouldHaveSingleItem();
        (waiting.CaseId, waiting.CarriedOverOn, waiting.State).ShouldBe((left.CaseId, TeamHost.Today, CaseState.Open));
        (await host.Database.FactsAsync<CaseCarriedOver>(left.ClientId)).ShouldHaveSingleItem().MeetingId.ShouldBe(planned.MeetingId);
        (await host.Database.FactsAsync<MeetingHeld>(left.ClientId)).ShouldBeEmpty();

        var next = (await host.Meetings.PlanMeetingAsync(new PlanMeetingRequest { TeamId = team.TeamId, Plan = new MeetingPlan { PlannedOn = TeamHost.Day(7), WithCarriedOver = true } })).Meeting;
        next.Agenda.Select(item => item.CaseId).ShouldBe([left.CaseId]);
        (await host.Cases.ListCasesAsync(new ListCasesRequest { TeamId = team.TeamId, CarriedOverOnly = true })).Cases.ShouldBeEmpty();

        var cancelled = (await host.Meetings.CancelMeetingAsync(new CancelMeetingRequest { MeetingId = next.MeetingId, Reason = "other" })).Meeting;
        cancelled.State.ShouldBe(MeetingState.Cancelled);
        (await host.Cases.ListCasesAsync(new ListCasesRequest { TeamId = team.TeamId, CarriedOverOnly = true })).Cases.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_package_is_told_once_and_its_earlier_versions_stay_readable()
    {
        var opened = await host.OpenedAsync();
        await TellAsync(opened, ("situation", "Työttömänä kaksi vuotta."), ("needs", "Kuntoutus"));
        await TellAsync(opened, ("needs", "Kuntoutus ja valmennus"));

        var now = (await host.Cases.GetCasePackageAsync(new GetCasePackageRequest { CaseId = opened.CaseId })).Package;
        now.Sections.Select(part => (part.Section, part.Text, part.SinceVersion)).ShouldBe([("situation", "Työttömänä kaksi vuotta.", 1), ("needs", "Kuntoutus ja valmennus", 2)]);
        var first = (await host.Cases.GetCasePackageAsync(new GetCasePackageRequest { CaseId = opened.CaseId, Version = 1 })).Package;
        first.Sections.Select(part => part.Text).ShouldBe(["Työttömänä kaksi vuotta.", "Kuntoutus"]);
        await host.Cases.GetCasePackageAsync(new GetCasePackageRequest { CaseId = opened.CaseId, Version = 3 }).ShouldFail(StatusCode.NotFound, "PACKAGE_VERSION_UNKNOWN");
        (await host.Meetings.HoldMeetingAsync(TeamHost.Holding(await host.PlannedAsync(null, opened), opened))).Meeting.Agenda[0].PackageVersion.ShouldBe(2);
        (await host.Meetings.HoldMeetingAsync(TeamHost.Holding(await host.PlannedAsync(null, opened), opened))).Meeting.Agenda[0].PackageVersion.ShouldBe(2);
    }

    [Fact]
    public async Task A_corrected_meeting_is_told_anew_and_a_mistaken_one_leaves_the_case_as_before()
    {
        var opened = await host.OpenedAsync();
        var held = (await host.Meetings.HoldMeetingAsync(TeamHost.Holding(await host.PlannedAsync(null, opened), opened))).Meeting;

        var corrected = (await host.Meetings.CorrectMeetingAsync(new CorrectMeetingRequest
        {
            MeetingId = held.MeetingId,
            HeldOn = TeamHost.Day(-3),
            Mode = Mode.Phone,
            Cases = { new CorrectedCase { CaseId = opened.CaseId, ClientPart = ClientPart.Declined } },
            Reason = "recorded-wrongly",
            Etag = held.Etag,
        })).Meeting;
        (corrected.HeldOn, corrected.Mode, corrected.Minutes, corrected.Agenda[0].ClientPart).ShouldBe((TeamHost.Day(-3), Mode.Phone, 40, ClientPart.Declined));
        var fact = (await host.Database.FactsAsync<MeetingCorrected>(opened.ClientId)).ShouldHaveSingleItem();
        (fact.Meeting.HeldOn, fact.Meeting.Cases[0].ClientPresent, fact.Reason).ShouldBe((TeamHost.Day(-3), false, "recorded-wrongly"));
        (await host.ReadAsync(opened.CaseId)).Meetings.ShouldHaveSingleItem().HeldOn.ShouldBe(TeamHost.Day(-3));

        var mistaken = (await host.Meetings.EnterMeetingInErrorAsync(new EnterMeetingInErrorRequest { MeetingId = held.MeetingId, Reason = "wrong-client" })).Meeting;
        (mistaken.State, mistaken.EndReason, mistaken.Agenda[0].Actions[0].State).ShouldBe((MeetingState.EnteredInError, "wrong-client", ActionState.EnteredInError));
        (await host.Database.FactsAsync<MeetingEnteredInError>(opened.ClientId)).ShouldHaveSingleItem().MeetingId.ShouldBe(held.MeetingId);
        (await host.ReadAsync(opened.CaseId)).State.ShouldBe(CaseState.Open);
        (await host.Meetings.ListMeetingsAsync(new ListMeetingsRequest { PageSize = 500 })).Meetings.ShouldNotContain(meeting => meeting.MeetingId == held.MeetingId);
        await host.Meetings.FinishMinutesAsync(new FinishMinutesRequest { MeetingId = held.MeetingId }).ShouldFail(StatusCode.FailedPrecondition, "MEETING_ENTERED_IN_ERROR");
    }

    [Theory]
    [InlineData("fi", "Työkyvyn tuen tiimin pöytäkirja", "Sovittu toimenpide", "Lääkäri")]
    [InlineData("sv", "Protokoll för teamet", "Överenskommen åtgärd", "Läkare")]
    [InlineData("en", "Minutes of the work-ability team", "Agreed action", "Physician")]
    public async Task Minutes_are_a_page_in_the_readers_language(string language, string title, string column, string profession)
    {
        var opened = await host.OpenedAsync();
        var request = TeamHost.Holding(await host.PlannedAsync(null, opened), opened);
        request.Handled[0].Recommendation = "Kuntoutus <script>alert(1)</script> & valmennus";
        var held = (await host.Meetings.HoldMeetingAsync(request)).Meeting;

        var minutes = await host.Meetings.GetMinutesAsync(new GetMinutesRequest { MeetingId = held.MeetingId }, new Metadata { { "accept-language", language } });

        minutes.Language.ShouldBe(language);
        minutes.Html.ShouldContain(title);
        minutes.Html.ShouldContain(column);
        minutes.Html.ShouldContain(profession);
        minutes.Html.ShouldContain("Kuntoutus &lt;script&gt;alert(1)&lt;/script&gt; &amp; valmennus");
        minutes.Html.ShouldNotContain("<script");
        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM access_log WHERE kind = 'read' AND rpc LIKE '%GetMinutes' AND client_id = '{opened.ClientId}'")).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_not_there_is_on_no_agenda()
    {
        var team = await host.TeamAsync();
        var (opened, foreign) = (await host.OpenedAsync(), await host.OpenedAsync(TeamHost.City));
        var planned = await host.PlannedAsync(team, opened);

        await host.Meetings.PlanMeetingAsync(new PlanMeetingRequest { Plan = new MeetingPlan { PlannedOn = TeamHost.Today, Agenda = { new PlannedCase { CaseId = foreign.CaseId } } } }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await host.Meetings.ReplanMeetingAsync(new ReplanMeetingRequest { MeetingId = planned.MeetingId, Plan = new MeetingPlan { PlannedOn = TeamHost.Today, Agenda = { new PlannedCase { CaseId = foreign.CaseId } } } }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await host.Meetings.PlanMeetingAsync(new PlanMeetingRequest { TeamId = TeamHost.Id(), Plan = new MeetingPlan { PlannedOn = TeamHost.Today } }).ShouldFail(StatusCode.InvalidArgument, "UNKNOWN_TEAM");
        await host.Meetings.PlanMeetingAsync(new PlanMeetingRequest { Plan = new MeetingPlan { PlannedOn = TeamHost.Day(-1) } }).ShouldFail(StatusCode.InvalidArgument, "DAY_NOT_AHEAD");
        var holding = TeamHost.Holding(planned, opened);
        holding.Handled[0].CaseId = foreign.CaseId;
        await host.Meetings.HoldMeetingAsync(holding).ShouldFail(StatusCode.InvalidArgument, "NOT_ON_AGENDA");
        holding = TeamHost.Holding(planned, opened);
        holding.MemberIds.Add(TeamHost.Id());
        await host.Meetings.HoldMeetingAsync(holding).ShouldFail(StatusCode.InvalidArgument, "UNKNOWN_MEMBER");
        holding = TeamHost.Holding(planned, opened);
        holding.Handled[0].Actions[0].Owner = "nobody-knows";
        (await host.Meetings.HoldMeetingAsync(holding).ShouldFail(StatusCode.InvalidArgument, "UNKNOWN_WORKER")).Metadata["field"].ShouldBe("handled[0].actions[0].owner");
        holding = TeamHost.Holding(planned, opened);
        (holding.Handled[0].Actions[0].IsClientsOwn, holding.Handled[0].Actions[0].Owner) = (true, "team-nurse");
        await host.Meetings.HoldMeetingAsync(holding).ShouldFail(StatusCode.InvalidArgument, "ONLY_FOR_WORKERS");
        await host.Meetings.FinishMinutesAsync(new FinishMinutesRequest { MeetingId = planned.MeetingId }).ShouldFail(StatusCode.FailedPrecondition, "MEETING_NOT_HELD");
        (await host.Meetings.GetMeetingAsync(new GetMeetingRequest { MeetingId = planned.MeetingId })).Meeting.ShouldBe(planned);
    }

    private async Task<Case> AssignedAsync(RegisteredTeam team) =>
        (await host.Cases.AssignCaseTeamAsync(new AssignCaseTeamRequest { CaseId = (await host.OpenedAsync()).CaseId, TeamId = team.TeamId })).TeamCase;

    private async Task TellAsync(Case opened, params (string Section, string Text)[] parts) => await host.Cases.WriteCasePackageAsync(new WriteCasePackageRequest
    {
        CaseId = opened.CaseId,
        Sections = { parts.Select(part => new NewPackageSection { Section = part.Section, Text = part.Text }) },
    });
}
