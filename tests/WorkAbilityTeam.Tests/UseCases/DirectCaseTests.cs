using Grpc.Core;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;

namespace Tyokyky.WorkAbilityTeam.Tests.UseCases;

/// <summary>Cases that no task opened, and what is put right in any case.</summary>
public sealed class DirectCaseTests(TeamHost host) : IClassFixture<TeamHost>
{
    [Fact]
    public async Task A_case_opens_directly_for_a_client_on_whom_the_organisation_has_a_record()
    {
        var (own, others) = (await host.RecordedClientAsync(), await host.RecordedClientAsync(TeamHost.City));
        host.Sources.Tell("referrals", new ProgrammeOpened { Programme = "direct", Organisation = TeamHost.County, FromDay = TeamHost.Day(-50) }, "direct");
        await Eventually.Holds(async () => await host.Database.ScalarAsync<long>("SELECT count(*) FROM known_programme") == 1, "the programme is known");

        var opened = (await host.Cases.OpenCaseAsync(new OpenCaseRequest { ClientId = own, Programme = "direct", ReferringService = "social-work", OpenedOn = TeamHost.Day(-2) })).TeamCase;

        (opened.State, opened.TaskId, opened.Programme, opened.ReferringService, opened.OpenedOn).ShouldBe((CaseState.Open, "", "direct", "social-work", TeamHost.Day(-2)));
        (await host.ReadAsync(opened.CaseId)).ShouldBe(opened);
        var fact = (await host.Database.FactsAsync<CaseOpened>(own)).ShouldHaveSingleItem();
        (fact.TaskId, fact.Client.Municipality, fact.Client.AgeBand).ShouldBe(("", "698", Contracts.Common.V1.AgeBand._1829));
        (await host.Cases.OpenCaseAsync(new OpenCaseRequest { ClientId = own }).ShouldFail(StatusCode.AlreadyExists, "CASE_OPEN")).Metadata["case_id"].ShouldBe(opened.CaseId);
        foreach (var stranger in new[] { others, TeamHost.Id() })
        {
            await host.Cases.OpenCaseAsync(new OpenCaseRequest { ClientId = stranger }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        }

        var client = await host.RecordedClientAsync();
        await host.Cases.OpenCaseAsync(new OpenCaseRequest { ClientId = client, Programme = "nowhere" }).ShouldFail(StatusCode.InvalidArgument, "UNKNOWN_PROGRAMME");
        await host.Cases.OpenCaseAsync(new OpenCaseRequest { ClientId = client, Programme = "direct", OpenedOn = TeamHost.Day(-60) }).ShouldFail(StatusCode.InvalidArgument, "UNKNOWN_PROGRAMME");
        await host.Cases.OpenCaseAsync(new OpenCaseRequest { ClientId = client, TeamId = TeamHost.Id() }).ShouldFail(StatusCode.InvalidArgument, "UNKNOWN_TEAM");
        await host.Cases.OpenCaseAsync(new OpenCaseRequest { ClientId = client, ReferringService = "wizards" }).ShouldFail(StatusCode.InvalidArgument, "UNKNOWN_CODE");
    }

    [Fact]
    public async Task Of_several_who_open_a_case_of_one_client_one_does()
    {
        var client = await host.RecordedClientAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            try
            {
                return (await host.Cases.OpenCaseAsync(new OpenCaseRequest { ClientId = client })).TeamCase.CaseId;
            }
            catch (RpcException refused)
            {
                return Refusal.Of(refused).Reason;
            }
        }));

        answers.Where(answer => answer != "CASE_OPEN").ShouldHaveSingleItem();
        (await host.Cases.ListCasesAsync(new ListCasesRequest { ClientId = client })).Cases.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_only_team_that_serves_the_clients_municipality_gets_the_case()
    {
        var organisation = "0201256-6";
        await host.RegisteredAsync(organisation);
        var teams = new TeamsService.TeamsServiceClient(host.As(Role.Coordinator, organisation));
        var north = (await teams.RegisterTeamAsync(new RegisterTeamRequest { Name = "Pohjoinen", Municipalities = { "698" }, ValidFrom = TeamHost.Day(-60) })).Team;
        await teams.RegisterTeamAsync(new RegisterTeamRequest { Name = "Etelä", Municipalities = { "091" }, ValidFrom = TeamHost.Day(-60) });

        (await host.OpenedAsync(organisation)).TeamId.ShouldBe(north.TeamId);
        await teams.RegisterTeamAsync(new RegisterTeamRequest { Name = "Kaikki", ValidFrom = TeamHost.Day(-60) });
        (await host.OpenedAsync(organisation)).TeamId.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_corrected_case_is_told_anew_with_its_reason()
    {
        var opened = await host.OpenedAsync();
        await host.Cases.CloseCaseAsync(new CloseCaseRequest { CaseId = opened.CaseId, Outcome = "employed" });

        var corrected = (await host.Cases.CorrectCaseAsync(new CorrectCaseRequest { CaseId = opened.CaseId, OpenedOn = TeamHost.Day(-31), ClosedOn = TeamHost.Day(-1), Outcome = "studies", Reason = "told-later", Note = "Oppilaitos vahvisti." })).TeamCase;

        (corrected.OpenedOn, corrected.ClosedOn, corrected.Outcome, corrected.State).ShouldBe((TeamHost.Day(-31), TeamHost.Day(-1), "studies", CaseState.Closed));
        var fact = (await host.Database.FactsAsync<CaseCorrected>(opened.ClientId)).ShouldHaveSingleItem();
        (fact.Outcome, fact.Reason, fact.OpenedOn).ShouldBe(("studies", "told-later", TeamHost.Day(-31)));
        (await host.Database.ScalarAsync<string>($"SELECT reason || ' ' || note FROM transition WHERE object_id = '{opened.CaseId}' ORDER BY seq DESC LIMIT 1")).ShouldBe("told-later Oppilaitos vahvisti.");
        await host.Cases.CorrectCaseAsync(new CorrectCaseRequest { CaseId = opened.CaseId, Reason = "other" }).ShouldFail(StatusCode.InvalidArgument, "FIELD_REQUIRED");
        await host.Cases.CorrectCaseAsync(new CorrectCaseRequest { CaseId = opened.CaseId, Outcome = "cancelled", Reason = "other" }).ShouldFail(StatusCode.InvalidArgument, "ONLY_BY_TASK");
        await host.Cases.CloseCaseAsync(new CloseCaseRequest { CaseId = (await host.OpenedAsync()).CaseId, Outcome = "cancelled" }).ShouldFail(StatusCode.InvalidArgument, "ONLY_BY_TASK");
    }

    [Fact]
    public async Task A_mistaken_case_ends_with_its_open_actions_and_invitations_and_a_new_one_can_open()
    {
        var client = await host.RecordedClientAsync();
        var opened = (await host.Cases.OpenCaseAsync(new OpenCaseRequest { ClientId = client, OpenedOn = TeamHost.Day(-20) })).TeamCase;
        await host.RegisteredAsync(TeamHost.City);
        await host.Cases.InviteToCaseAsync(new InviteToCaseRequest { CaseId = opened.CaseId, Worker = "guest", WorkerName = "Vieras", Profession = "physician", Organisation = TeamHost.City, ToDay = TeamHost.Day(4), ClientAgreed = true });
        await host.Cases.RecordMeetingAsync(TeamHost.NewMeeting(opened));
        var before = await host.ReadAsync(opened.CaseId);

        var mistaken = (await host.Cases.EnterCaseInErrorAsync(new EnterCaseInErrorRequest { CaseId = opened.CaseId, Reason = "wrong-client", Etag = before.Etag })).TeamCase;

        (mistaken.State, mistaken.ErrorReason, mistaken.Meetings.Count).ShouldBe((CaseState.EnteredInError, "wrong-client", 1));
        (await host.ReadAsync(opened.CaseId)).ShouldBe(mistaken);
        mistaken.Meetings[0].Actions.ShouldHaveSingleItem().State.ShouldBe(ActionState.EnteredInError);
        mistaken.Invitations.ShouldHaveSingleItem().Ended.ShouldBeTrue();
        (await host.Database.FactsAsync<CaseEnteredInError>(client)).ShouldHaveSingleItem().Reason.ShouldBe("wrong-client");
        (await host.Database.FactsAsync<CaseClosed>(client)).ShouldBeEmpty();
        await host.Cases.EnterCaseInErrorAsync(new EnterCaseInErrorRequest { CaseId = opened.CaseId, Reason = "duplicate" }).ShouldFail(StatusCode.FailedPrecondition, "CASE_ENTERED_IN_ERROR");
        (await host.Cases.OpenCaseAsync(new OpenCaseRequest { ClientId = client })).TeamCase.CaseId.ShouldNotBe(opened.CaseId);
    }
}
