using Grpc.Core;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;

namespace Tyokyky.WorkAbilityTeam.Tests.UseCases;

public sealed class CaseManagerNamingTests(TeamHost host) : IClassFixture<TeamHost>
{
    private MeetingsService.MeetingsServiceClient City => new(host.As(Role.Coordinator, TeamHost.City, "city-lead"));

    [Fact]
    public async Task One_of_the_own_organisation_is_named_at_once_and_Referrals_word_is_followed()
    {
        var team = await host.TeamAsync();
        var (opened, meeting) = await HeldAsync(team);

        var named = (await host.Meetings.NameCaseManagerAsync(new NameCaseManagerRequest { MeetingId = meeting.MeetingId, CaseId = opened.CaseId, Worker = "team-nurse", WorkerName = "Tiina Tiimi" })).Naming;

        named.State.ShouldBe(NamingState.Agreed);
        var fact = (await host.Database.FactsAsync<CaseManagerNamed>(opened.ClientId)).ShouldHaveSingleItem();
        (fact.NamingId, fact.Worker, fact.Organisation, fact.NamedBy).ShouldBe((named.NamingId, "team-nurse", TeamHost.County, TeamHost.County));
        host.Sources.Tell("referrals", new CaseManagerAppointed { ClientId = opened.ClientId, Organisation = TeamHost.County, FromDay = TeamHost.Today, NamingId = named.NamingId }, opened.ClientId);
        await IsAsync(named, NamingState.Appointed);
        await host.Meetings.NameCaseManagerAsync(new NameCaseManagerRequest { MeetingId = meeting.MeetingId, CaseId = opened.CaseId, Worker = "nobody-knows" }).ShouldFail(StatusCode.InvalidArgument, "UNKNOWN_WORKER");
    }

    [Fact]
    public async Task Another_organisation_is_asked_by_the_clients_agreement_and_names_who_it_is_when_it_agrees()
    {
        var (opened, meeting) = await HeldAsync(await host.TeamAsync());
        var request = new NameCaseManagerRequest { MeetingId = meeting.MeetingId, CaseId = opened.CaseId, Organisation = TeamHost.City, AgreedTask = "Vie suunnitelman alkuun." };
        await host.Meetings.NameCaseManagerAsync(request).ShouldFail(StatusCode.InvalidArgument, "CLIENT_NOT_AGREED");
        request.ClientAgreed = true;

        var asked = (await host.Meetings.NameCaseManagerAsync(request)).Naming;

        asked.State.ShouldBe(NamingState.Asked);
        (await host.Database.FactsAsync<CaseManagerNamed>(opened.ClientId)).ShouldBeEmpty();
        await host.Meetings.NameCaseManagerAsync(request).ShouldFail(StatusCode.AlreadyExists, "NAMING_OPEN");
        (await City.ListCaseManagerNamingsAsync(new ListCaseManagerNamingsRequest { Asked = true, State = NamingState.Asked })).Namings.ShouldContain(asked);
        await host.Meetings.AnswerCaseManagerNamingAsync(new AnswerCaseManagerNamingRequest { NamingId = asked.NamingId, Agreed = true, Worker = "me" }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        (await City.AnswerCaseManagerNamingAsync(new AnswerCaseManagerNamingRequest { NamingId = asked.NamingId, Agreed = true }).ShouldFail(StatusCode.InvalidArgument, "FIELD_REQUIRED")).Metadata["field"].ShouldBe("worker");

        var agreed = (await City.AnswerCaseManagerNamingAsync(new AnswerCaseManagerNamingRequest { NamingId = asked.NamingId, Agreed = true, Worker = "city-lead", WorkerName = "Leena Lead", Etag = asked.Etag })).Naming;
        (agreed.State, agreed.Worker).ShouldBe((NamingState.Agreed, "city-lead"));
        (await host.Database.FactsAsync<CaseManagerNamed>(opened.ClientId)).ShouldHaveSingleItem().Organisation.ShouldBe(TeamHost.City);
        await host.Meetings.WithdrawCaseManagerNamingAsync(new WithdrawCaseManagerNamingRequest { NamingId = asked.NamingId }).ShouldFail(StatusCode.FailedPrecondition, "NAMING_ANSWERED");
        host.Sources.Tell("referrals", new CaseManagerNamingRefused { ClientId = opened.ClientId, NamingId = asked.NamingId, Reason = "case-managed-elsewhere" }, opened.ClientId);
        await IsAsync(agreed, NamingState.Refused);
    }

    [Fact]
    public async Task What_is_declined_or_taken_back_appoints_nobody()
    {
        var (opened, meeting) = await HeldAsync(await host.TeamAsync());
        var request = new NameCaseManagerRequest { MeetingId = meeting.MeetingId, CaseId = opened.CaseId, Organisation = TeamHost.City, ClientAgreed = true };
        var declined = (await host.Meetings.NameCaseManagerAsync(request)).Naming;
        await City.AnswerCaseManagerNamingAsync(new AnswerCaseManagerNamingRequest { NamingId = declined.NamingId, Answer = "Ei vapaata työntekijää." });
        var withdrawn = (await host.Meetings.NameCaseManagerAsync(request)).Naming;
        await host.Meetings.WithdrawCaseManagerNamingAsync(new WithdrawCaseManagerNamingRequest { NamingId = withdrawn.NamingId });

        await City.AnswerCaseManagerNamingAsync(new AnswerCaseManagerNamingRequest { NamingId = withdrawn.NamingId, Agreed = true, Worker = "city-lead" }).ShouldFail(StatusCode.FailedPrecondition, "NAMING_WITHDRAWN");
        (await host.Meetings.ListCaseManagerNamingsAsync(new ListCaseManagerNamingsRequest())).Namings.Where(naming => naming.CaseId == opened.CaseId).Select(naming => naming.State)
            .ShouldBe([NamingState.Withdrawn, NamingState.Declined]);
        (await host.Database.FactsAsync<CaseManagerNamed>(opened.ClientId)).ShouldBeEmpty();
    }

    private async Task<(Case Opened, TeamMeeting Meeting)> HeldAsync(RegisteredTeam team)
    {
        var opened = await host.OpenedAsync();
        return (opened, (await host.Meetings.HoldMeetingAsync(TeamHost.Holding(await host.PlannedAsync(team, opened), opened))).Meeting);
    }

    private Task IsAsync(CaseManagerNaming naming, NamingState state) => Eventually.Holds(
        async () => (await host.Meetings.ListCaseManagerNamingsAsync(new ListCaseManagerNamingsRequest { PageSize = 500 })).Namings.Single(one => one.NamingId == naming.NamingId).State == state,
        $"the naming is {state}");
}
