using Grpc.Core;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;

namespace Tyokyky.WorkAbilityTeam.Tests.UseCases;

/// <summary>Who of other organisations sees a case: invited members that case alone, a team's members by the client's agreement; for their days, and against no prohibition.</summary>
public sealed class SharedCaseTests(TeamHost host) : IClassFixture<TeamHost>
{
    [Fact]
    public async Task An_invited_member_sees_that_case_only_and_its_part_of_the_meeting()
    {
        var (shown, other) = (await host.OpenedAsync(), await host.OpenedAsync());
        var invited = await InviteAsync(shown, "guest", from: -5, to: 5);
        var meeting = (await host.Meetings.HoldMeetingAsync(Declining(await host.PlannedAsync(null, shown, other), shown, other))).Meeting;
        var guest = As("guest");

        var seen = (await guest.Cases.GetCaseAsync(new GetCaseRequest { CaseId = shown.CaseId })).TeamCase;
        (seen.ClientId, seen.Etag, seen.Invitations.Count).ShouldBe((shown.ClientId, "", 0));
        seen.AllowedActions.ShouldAllBe(action => !action.Allowed);
        // A decline is nobody else's matter.
        seen.Meetings.ShouldHaveSingleItem().ClientPart.ShouldBe(ClientPart.Unspecified);
        (await guest.Cases.ListCasesAsync(new ListCasesRequest { Shared = true })).Cases.Select(one => one.CaseId).ShouldBe([shown.CaseId]);
        var agenda = (await guest.Meetings.GetMeetingAsync(new GetMeetingRequest { MeetingId = meeting.MeetingId })).Meeting;
        agenda.Agenda.Select(item => item.CaseId).ShouldBe([shown.CaseId]);
        agenda.Notes.ShouldBeEmpty();
        (await guest.Meetings.GetMinutesAsync(new GetMinutesRequest { MeetingId = meeting.MeetingId })).Html.ShouldNotContain(other.CaseId);
        await guest.Cases.GetCaseAsync(new GetCaseRequest { CaseId = other.CaseId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await As("colleague").Cases.GetCaseAsync(new GetCaseRequest { CaseId = shown.CaseId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await guest.Cases.CloseCaseAsync(new CloseCaseRequest { CaseId = shown.CaseId, Outcome = "employed" }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");

        await host.Cases.EndCaseInvitationAsync(new EndCaseInvitationRequest { CaseId = shown.CaseId, InvitationId = invited.InvitationId });
        await ClosedAsync(guest, shown);
        await guest.Meetings.GetMeetingAsync(new GetMeetingRequest { MeetingId = meeting.MeetingId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await host.Cases.EndCaseInvitationAsync(new EndCaseInvitationRequest { CaseId = shown.CaseId, InvitationId = invited.InvitationId }).ShouldFail(StatusCode.FailedPrecondition, "INVITATION_ENDED");
    }

    [Theory]
    [InlineData(-9, -1)]
    [InlineData(1, 9)]
    public async Task An_invitation_opens_nothing_before_its_days_or_after_them(int from, int to)
    {
        var opened = await host.OpenedAsync();
        await InviteAsync(opened, "early-" + from, from, to);

        await ClosedAsync(As("early-" + from), opened);
    }

    [Fact]
    public async Task A_member_of_another_organisation_sees_the_teams_cases_by_the_clients_agreement()
    {
        var team = await host.TeamAsync();
        var opened = await host.OpenedAsync();
        await host.Cases.AssignCaseTeamAsync(new AssignCaseTeamRequest { CaseId = opened.CaseId, TeamId = team.TeamId });
        var expert = As("city-expert");
        await ClosedAsync(expert, opened);

        await host.Cases.RecordTeamAgreementAsync(new RecordTeamAgreementRequest { CaseId = opened.CaseId, Agreed = true });
        (await expert.Cases.GetCaseAsync(new GetCaseRequest { CaseId = opened.CaseId })).TeamCase.TeamId.ShouldBe(team.TeamId);
        (await expert.Cases.ListCasesAsync(new ListCasesRequest { Shared = true, TeamId = team.TeamId })).Cases.ShouldHaveSingleItem().CaseId.ShouldBe(opened.CaseId);

        await host.Cases.RecordTeamAgreementAsync(new RecordTeamAgreementRequest { CaseId = opened.CaseId, Agreed = false });
        await ClosedAsync(expert, opened);
    }

    [Fact]
    public async Task A_prohibition_closes_what_was_opened()
    {
        var opened = await host.OpenedAsync();
        await InviteAsync(opened, "prohibited", -5, 5);
        var guest = As("prohibited");
        await guest.Cases.GetCaseAsync(new GetCaseRequest { CaseId = opened.CaseId });

        host.Sources.Tell(
            "referrals",
            new PermissionGranted { PermissionId = TeamHost.Id(), ClientId = opened.ClientId, Kind = "prohibition", Scope = "all", FromOrganisation = TeamHost.County, ToOrganisation = TeamHost.City, ValidFrom = TeamHost.Today },
            opened.ClientId);
        await Eventually.Holds(async () => await host.Database.ScalarAsync<long>($"SELECT count(*) FROM permission WHERE client_id = '{opened.ClientId}'") == 1, "the prohibition is known");

        await ClosedAsync(guest, opened);
    }

    [Fact]
    public async Task A_client_reads_the_own_case_with_its_package_and_answers_the_invitation()
    {
        var (own, other) = (await host.OpenedAsync(), await host.OpenedAsync());
        await host.Cases.WriteCasePackageAsync(new WriteCasePackageRequest { CaseId = own.CaseId, Sections = { new NewPackageSection { Section = "situation", Text = "Haluan töihin." } } });
        var meeting = await host.PlannedAsync(null, own, other);
        var invoker = host.As(Role.Client, TeamHost.City, "client-" + own.ClientId, own.ClientId);
        var (cases, meetings) = (new CasesService.CasesServiceClient(invoker), new MeetingsService.MeetingsServiceClient(invoker));

        var answered = (await meetings.AnswerMeetingInvitationAsync(new AnswerMeetingInvitationRequest { MeetingId = meeting.MeetingId, CaseId = own.CaseId, ClientPart = ClientPart.Declined, ClientQuestion = "Miten jatkan?", SupportPerson = "sisko" })).Meeting;

        var item = answered.Agenda.ShouldHaveSingleItem();
        (item.CaseId, item.ClientPart, item.ClientQuestion, item.SupportPerson).ShouldBe((own.CaseId, ClientPart.Declined, "Miten jatkan?", "sisko"));
        (await meetings.GetMeetingAsync(new GetMeetingRequest { MeetingId = meeting.MeetingId })).Meeting.ShouldBe(answered);
        (await cases.GetCaseAsync(new GetCaseRequest { CaseId = own.CaseId })).TeamCase.PackageVersion.ShouldBe(1);
        (await cases.GetCasePackageAsync(new GetCasePackageRequest { CaseId = own.CaseId })).Package.Sections.ShouldHaveSingleItem().Text.ShouldBe("Haluan töihin.");
        await cases.GetCaseAsync(new GetCaseRequest { CaseId = other.CaseId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await meetings.AnswerMeetingInvitationAsync(new AnswerMeetingInvitationRequest { MeetingId = meeting.MeetingId, CaseId = other.CaseId, ClientPart = ClientPart.Declined }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
    }

    private static HoldMeetingRequest Declining(TeamMeeting meeting, params Case[] cases)
    {
        var request = TeamHost.Holding(meeting, cases);
        foreach (var item in request.Handled) { item.ClientPart = ClientPart.Declined; }
        return request;
    }

    private async Task<InviteToCaseResponse> InviteAsync(Case opened, string worker, int from, int to)
    {
        await host.RegisteredAsync(TeamHost.City);
        return await host.Cases.InviteToCaseAsync(new InviteToCaseRequest
        {
            CaseId = opened.CaseId,
            Worker = worker,
            WorkerName = "Vieras",
            Profession = "employment-specialist",
            Organisation = TeamHost.City,
            FromDay = TeamHost.Day(from),
            ToDay = TeamHost.Day(to),
            ClientAgreed = true,
        });
    }

    private static async Task ClosedAsync((CasesService.CasesServiceClient Cases, MeetingsService.MeetingsServiceClient Meetings) guest, Case opened)
    {
        await guest.Cases.GetCaseAsync(new GetCaseRequest { CaseId = opened.CaseId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await guest.Cases.GetCasePackageAsync(new GetCasePackageRequest { CaseId = opened.CaseId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        (await guest.Cases.ListCasesAsync(new ListCasesRequest { Shared = true })).Cases.ShouldNotContain(one => one.CaseId == opened.CaseId);
    }

    private (CasesService.CasesServiceClient Cases, MeetingsService.MeetingsServiceClient Meetings) As(string worker)
    {
        var invoker = host.As(Role.Coordinator, TeamHost.City, worker);
        return (new(invoker), new(invoker));
    }
}
