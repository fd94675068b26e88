using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.DependencyInjection;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;

namespace Tyokyky.WorkAbilityTeam.Tests;

/// <summary>The team service, with Referrals and JobCoaching as far as it hears of them.</summary>
public sealed class TeamHost() : ServiceHost<Program>("team")
{
    public const string County = "2345678-0";
    public const string City = "0000003-5";
    public const string Stranger = "0000005-1";

    private FactSources sources = null!;

    public FactSources Sources => sources;

    public CasesService.CasesServiceClient Cases => new(As(Role.TeamMember, County));

    public PlansService.PlansServiceClient Plans => new(As(Role.TeamMember, County));

    public ConsultationsService.ConsultationsServiceClient Consultations => new(As(Role.TeamMember, County));

    public SlotsService.SlotsServiceClient Slots => new(As(Role.TeamMember, County));

    public TeamsService.TeamsServiceClient Teams => new(As(Role.Coordinator, County));

    public MeetingsService.MeetingsServiceClient Meetings => new(As(Role.TeamMember, County));

    public TeamActionsService.TeamActionsServiceClient Actions => new(As(Role.TeamMember, County));

    public AssessmentsService.AssessmentsServiceClient Assessments => new(As(Role.TeamMember, County));

    public SocialSituationsService.SocialSituationsServiceClient Situations => new(As(Role.TeamMember, County));

    public MeasurementsService.MeasurementsServiceClient Measurements => new(As(Role.TeamMember, County));

    public FunctionalPeriodsService.FunctionalPeriodsServiceClient Periods => new(As(Role.TeamMember, County));

    public static Date Today => Day(0);

    /// <summary>Days from today in Finland.</summary>
    public static Date Day(int days) => FinnishTime.DayOf(TimeProvider.System.GetUtcNow()).AddDays(days).ToDate();

    public static string Id() => Guid.NewGuid().ToString();

    public override async ValueTask InitializeAsync()
    {
        sources = await FactSources.StartAsync(["referrals", "coaching"]);
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await sources.DisposeAsync();
    }

    /// <summary>A task for the team, sent some days ago.</summary>
    public static TaskRequested NewTask(string receiver = County, int daysAgo = 30, string service = "work-ability-team") => new()
    {
        TaskId = Id(),
        ReferralId = Id(),
        Client = new ClientFacets
        {
            ClientId = Id(),
            AgeBand = AgeBand._3054,
            Municipality = "698",
            Programme = "kokeilu",
            Sex = Sex.Female,
            ContactLanguage = "sv",
            CustomerProfile = "many-supports",
        },
        Referrer = new Referrer { ReferralId = Id(), Organisation = City, UnitId = Id(), Service = "social-work", FromService = "coordination" },
        Sender = City,
        Receiver = receiver,
        Service = service,
        RequestedAt = TimeProvider.System.GetUtcNow().AddDays(-daysAgo).ToTimestamp(),
    };

    /// <summary>A case that Referrals' fact opened.</summary>
    public async Task<Case> OpenedAsync(string receiver = County, int daysAgo = 30)
    {
        var task = NewTask(receiver, daysAgo);
        sources.Tell("referrals", task, task.Client.ClientId);
        return await CaseOfAsync(task.TaskId, receiver);
    }

    public async Task<Case> CaseOfAsync(string taskId, string receiver = County)
    {
        var cases = new CasesService.CasesServiceClient(As(Role.TeamMember, receiver, "looker"));
        Case? found = null;
        await Eventually.Holds(async () => (found = (await cases.ListCasesAsync(new ListCasesRequest { TaskId = taskId })).Cases.SingleOrDefault()) is not null, "the case opens");
        return found!;
    }

    /// <summary>A team of the county that goes on since some months, with a nurse of its own and an expert of the city.</summary>
    public async Task<RegisteredTeam> TeamAsync(params string[] municipalities)
    {
        var team = (await Teams.RegisterTeamAsync(new RegisterTeamRequest { Name = "Työkyvyn tuen tiimi", Municipalities = { municipalities }, ValidFrom = Day(-200) })).Team;
        await RegisteredAsync(City);
        await Teams.AddTeamMemberAsync(new AddTeamMemberRequest { TeamId = team.TeamId, Worker = "team-nurse", WorkerName = "Tiina Tiimi", Profession = "public-health-nurse", FromDay = Day(-100) });
        return (await Teams.AddTeamMemberAsync(new AddTeamMemberRequest
        {
            TeamId = team.TeamId,
            Worker = "city-expert",
            WorkerName = "Kaisa Kaupunki",
            Profession = "employment-specialist",
            Organisation = City,
            FromDay = Day(-100),
        })).Team;
    }

    /// <summary>An organisation that somebody registered in Referrals.</summary>
    public async Task RegisteredAsync(string organisation)
    {
        sources.Tell("referrals", new OrganisationRegistered { OrganisationId = organisation, Name = "x", Kind = "municipality" }, organisation);
        await Eventually.Holds(async () => await Database.ScalarAsync<long>($"SELECT count(*) FROM registered_organisation WHERE organisation_id = '{organisation}'") == 1, "the organisation is known");
    }

    /// <summary>A client on whom an organisation has a record.</summary>
    public async Task<string> RecordedClientAsync(string controller = County)
    {
        var client = new ClientFacets { ClientId = Id(), AgeBand = AgeBand._1829, Municipality = "698" };
        sources.Tell("referrals", new ClientRegistered { Client = client, Controller = controller }, client.ClientId);
        await Eventually.Holds(async () => await Database.ScalarAsync<long>($"SELECT count(*) FROM known_client WHERE client_id = '{client.ClientId}'") == 1, "the client is known");
        return client.ClientId;
    }

    /// <summary>A meeting of the team to come today, with these cases, whose clients are invited.</summary>
    public async Task<TeamMeeting> PlannedAsync(RegisteredTeam? team, params Case[] cases) => (await Meetings.PlanMeetingAsync(new PlanMeetingRequest
    {
        TeamId = team?.TeamId ?? "",
        Plan = new MeetingPlan { PlannedOn = Today, Mode = Mode.Video, Place = "Teams", Agenda = { cases.Select(one => new PlannedCase { CaseId = one.CaseId, ClientInvited = true }) } },
    })).Meeting;

    /// <summary>How a meeting handled these cases.</summary>
    public static HoldMeetingRequest Holding(TeamMeeting meeting, params Case[] cases)
    {
        var request = new HoldMeetingRequest { MeetingId = meeting.MeetingId, Minutes = 40, ProfessionsPresent = { "physician" }, Notes = "Muuta: loma-ajat." };
        request.Handled.AddRange(NewMeeting(cases).Agenda);
        return request;
    }

    public async Task<Case> ReadAsync(string caseId) => (await Cases.GetCaseAsync(new GetCaseRequest { CaseId = caseId })).TeamCase;

    public static RecordMeetingRequest NewMeeting(params Case[] cases)
    {
        var request = new RecordMeetingRequest
        {
            HeldOn = Day(-10),
            ProfessionsPresent = { "physician", "social-worker" },
            Mode = Mode.InPerson,
            Minutes = 45,
            RequestId = Id(),
        };
        request.Agenda.AddRange(cases.Select(handled => new AgendaCase
        {
            CaseId = handled.CaseId,
            ClientPart = ClientPart.Present,
            Recommendation = "Laaditaan suunnitelma.",
            Actions = { new AgreedAction { Text = "Varataan aika", Owner = "team-nurse", DueOn = Day(7) } },
        }));
        return request;
    }

    public static AskConsultationRequest NewQuestion(string organisation = County, ConsultationKind kind = ConsultationKind.Hour) => new()
    {
        Kind = kind,
        Organisation = organisation,
        AskingService = "social-work",
        Topic = "work-ability",
        Question = "Miten edetään, kun lausunto ei riittänyt?",
        Professions = { "physician" },
        AskedOn = Day(-3),
        RequestId = Id(),
    };

    /// <summary>A slot so many days from now, at a time of day of its own.</summary>
    public OfferSlotsRequest NewSlot(SlotKind kind = SlotKind.Reception, int days = 20, string subject = "doctor-1") => new()
    {
        Kind = kind,
        Unit = "Sairalan terveysasema",
        StartsAt = Now.AddDays(days).ToTimestamp(),
        Minutes = 45,
        Professionals =
        {
            new SlotProfessional { Subject = subject, Profession = "physician", Organisation = County },
            new SlotProfessional { Subject = subject + "-with", Profession = "social-worker", Organisation = City },
        },
        Mode = Mode.InPerson,
        RequestId = Id(),
    };

    public static Measure NewMeasure(string kind = "coaching", string provider = City) =>
        new() { Kind = kind, Provider = provider, Owner = "coach", DueOn = Day(30), Basis = MeasureBasis.Voluntary, Text = "Tuki työnhakuun" };

    public static WritePlanRequest NewPlan(Case teamCase, params Measure[] measures) => new()
    {
        CaseId = teamCase.CaseId,
        Strengths = "Kädentaidot ja täsmällisyys.",
        Goals = { new Goal { Text = "Löydän työn, jossa jaksan." } },
        Measures = { measures },
        MadeOn = Day(-5),
        RequestId = Id(),
    };

    protected override void Configure(IDictionary<string, string> settings) => sources.Configure(settings);

    protected override void ConfigureServices(IServiceCollection services) => sources.Configure(services);
}
