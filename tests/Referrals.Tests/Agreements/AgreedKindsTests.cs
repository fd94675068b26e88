using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Referrals.Tests.Agreements;

/// <summary>Each kind of row holds for what is done from its first day to its last, and for nothing before or after; this host's clock goes forward.</summary>
public sealed class AgreedKindsTests(DirectoryHost host) : IClassFixture<DirectoryHost>
{
    private const string Municipality = "320";
    private const string Shipped = "steps 8, first step in 5, reply in 5, rules unemployed-12-months, services -, limit 40, supported 0, code UNKNOWN_CODE";
    private const string Agreed = "steps 2, first step in 9, reply in 2, rules unemployed-12-months early-months, services found, limit 3, supported 1, code taken";

    private readonly string word = DirectoryHost.NewWord();

    [Fact]
    public async Task Each_kind_holds_from_its_first_day_to_its_last()
    {
        await BeginAsync();
        await AddAsync("long-term-unemployed", new() { PathwayTemplate = new() { Steps = { Step("call"), Step("meet", "call") } } });
        await AddAsync("pathway-first-step", new() { TimeLimit = new() { BusinessDays = 9 } });
        await AddAsync("task-reply", new() { TimeLimit = new() { BusinessDays = 2 } });
        await AddAsync("early-months", new() { ScreeningRule = Rule() });
        await AddAsync("find-work", new() { ServiceNeed = new() { Services = { "physiotherapy" } } });
        await AddAsync("case-manager", new() { CaseloadLimit = new() { ClientsPerFullTime = 3 } });
        await AddAsync("peer-support", new() { SupportedPlace = new() });
        await AddAsync("contact-topic/transport", new() { Code = new() { LabelFi = "Kuljetus", LabelSv = "Transport", LabelEn = "Transport" } });

        (await SeenAsync()).ShouldBe(Shipped);
        await host.MoveClockAsync(TimeSpan.FromDays(10));
        (await SeenAsync()).ShouldBe(Agreed);
        await host.MoveClockAsync(TimeSpan.FromDays(10));
        (await SeenAsync()).ShouldBe(Agreed);
        await host.MoveClockAsync(TimeSpan.FromDays(1));
        (await SeenAsync()).ShouldBe(Shipped);

        // Nobody of another area saw anything of it, and a day of then is answered as it was.
        (await Screenings.ListScreeningRulesAsync(new ListScreeningRulesRequest { Municipality = Municipality, ValidOn = Day(-5) })).Rules.ShouldContain(rule => rule.Rule == "early-months");
        (await Screenings.ListScreeningRulesAsync(new ListScreeningRulesRequest { Municipality = "698", ValidOn = Day(-5) })).Rules.ShouldNotContain(rule => rule.Rule == "early-months");
        (await Pathways.ListPathwayTemplatesAsync(new ListPathwayTemplatesRequest { Municipality = Municipality, ValidOn = Day(-5) }))
            .Templates.Single(template => template.Template == "long-term-unemployed").Steps.Count.ShouldBe(2);
        (await CodesAsync(Day(-5))).ShouldContain("transport");
        (await CodesAsync(Day(0))).ShouldNotContain("transport");
    }

    private PathwaysService.PathwaysServiceClient Pathways => new(host.As(Role.Coordinator, ReferralsHost.City));

    private EarlyIdentificationService.EarlyIdentificationServiceClient Screenings => new(host.As(Role.Coordinator, ReferralsHost.City));

    private async Task BeginAsync()
    {
        await new OrganisationsService.OrganisationsServiceClient(host.As(Role.Operator)).RegisterOrganisationAsync(new RegisterOrganisationRequest
        {
            OrganisationId = ReferralsHost.City,
            Name = "Kunta",
            Kind = "municipality",
            Services = { "coordination", "physiotherapy" },
            Municipalities = { Municipality },
        });
        await host.PublishedAsync(word, told => told.Service = "physiotherapy");
    }

    private async Task AddAsync(string key, AgreedContent content) => await new AgreementsService.AgreementsServiceClient(host.As(Role.Operator)).AddAgreedRowAsync(
        new AddAgreedRowRequest { Area = Municipality, Key = key, Content = content, ValidFrom = Day(10), ValidTo = Day(20), Source = "Aluesopimus 1/2026" });

    // What the use cases do with a new client of the municipality today.
    private async Task<string> SeenAsync()
    {
        var client = host.NewPerson(Municipality);
        var clientId = (await new ClientRegisterService.ClientRegisterServiceClient(host.As(Role.Coordinator, ReferralsHost.City)).RegisterClientAsync(new RegisterClientRequest { Client = client })).Client.ClientId;
        await host.CoordinatorCoordination.AppointCaseManagerAsync(new AppointCaseManagerRequest { ClientId = clientId, Worker = "w-" + clientId, WorkerName = "W" });
        await new SituationService.SituationServiceClient(host.As(Role.Coordinator, ReferralsHost.City)).RecordSituationAsync(new RecordSituationRequest
        {
            ClientId = clientId,
            Situation = new SituationDetails { Kind = SituationKind.Unemployment, FromDay = FinnishTime.DayOf(host.Now).AddMonths(-14).ToDate(), Basis = "register" },
        });

        var pathway = (await Pathways.OpenPathwayAsync(new OpenPathwayRequest { ClientId = clientId, Template = "long-term-unemployed" })).Pathway;
        var step = (await Pathways.AddPathwayStepAsync(new AddPathwayStepRequest { PathwayId = pathway.PathwayId, Phase = "rehabilitation", Service = "peer-support" })).StepId;
        var supported = (await Pathways.StartPathwayStepAsync(new StartPathwayStepRequest { StepId = step })).Pathway.SupportedPlacesInARow;
        var rules = (await Screenings.ScreenClientAsync(new ScreenClientRequest { ClientId = clientId })).Screening.Proposals.Select(proposal => proposal.Rule);
        var found = await DirectoryHost.FoundAsync(host.Keeper, new SearchDirectoryRequest { Needs = { "find-work" }, Municipality = Municipality, Text = word });
        var limit = (await new ResponsiblePeopleService.ResponsiblePeopleServiceClient(host.As(Role.Coordinator, ReferralsHost.City))
            .ListCaseloadsAsync(new ListCaseloadsRequest { Worker = "w-" + clientId })).Caseloads.ShouldHaveSingleItem().Limit;
        return $"steps {pathway.Steps.Count}, first step in {pathway.NextAction.DueInBusinessDays}, reply in {await ReplyAsync()}, rules {string.Join(' ', rules)}, "
            + $"services {(found.Count > 0 ? "found" : "-")}, limit {limit}, supported {supported}, code {await CodeAsync()}";
    }

    private async Task<int> ReplyAsync()
    {
        var request = host.NewReferral();
        request.NewClient.Municipality = Municipality;
        var taskId = (await host.AgencyReferrals.SubmitReferralAsync(request)).Referral.Tasks[0].TaskId;
        var due = await host.Database.ScalarAsync<DateOnly>($"SELECT due_on FROM task WHERE id = '{taskId}'");
        return FinnishCalendar.BusinessDaysBetween(FinnishTime.DayOf(host.Now), due);
    }

    private async Task<string> CodeAsync()
    {
        try
        {
            await host.CoordinatorCoordination.RecordContactAsync(
                new RecordContactRequest { AgeBand = AgeBand._3054, Municipality = Municipality, ContactingService = "kela", Topic = "transport", Mode = Mode.Phone });
            return "taken";
        }
        catch (RpcException refused)
        {
            return Refusal.Of(refused).Reason;
        }
    }

    private async Task<IEnumerable<string>> CodesAsync(Date day) =>
        (await new CodeSystemsService.CodeSystemsServiceClient(host.As(Role.Coordinator, ReferralsHost.City)).ListCodesAsync(new ListCodesRequest { CodeSystem = "contact-topic", ValidOn = day }))
            .Codes.Select(code => code.Code_);

    private static PathwayTemplateStep Step(string name, params string[] after) =>
        new() { Step = name, Phase = "mapping", Service = "coordination", BusinessDays = 5, Responsible = "municipality", After = { after } };

    private static AgreedScreeningRule Rule() => new()
    {
        Condition = "unemployed-months",
        Threshold = 2,
        Services = { "coordination" },
        TextFi = "Työttömyys on jatkunut kaksi kuukautta",
        TextSv = "Arbetslösheten har pågått i två månader",
        TextEn = "Unemployed for two months",
    };

    private Date Day(int days) => FinnishTime.DayOf(host.Now).AddDays(days).ToDate();
}
