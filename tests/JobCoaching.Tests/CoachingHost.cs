using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;

namespace Tyokyky.JobCoaching.Tests;

/// <summary>The coaching service, with the team and EmployerRelations as far as it hears of them and asks them.</summary>
public sealed class CoachingHost() : ServiceHost<Program>("coaching")
{
    public const string City = "0000003-5";
    public const string Stranger = "0000005-1";

    private FactSources sources = null!;

    public FactSources Sources => sources;

    public FakeOpenings Openings { get; } = new();

    public CoachingsService.CoachingsServiceClient Coachings => new(As(Role.Coach, City));

    public ResultsService.ResultsServiceClient Results => new(As(Role.Coach, City));

    /// <summary>Days from today in Finland.</summary>
    public static Date Day(int days) => FinnishTime.DayOf(TimeProvider.System.GetUtcNow()).AddDays(days).ToDate();

    public static string Id() => Guid.NewGuid().ToString();

    public override async ValueTask InitializeAsync()
    {
        sources = await FactSources.StartAsync(["referrals", "team", "employers"], services => services.AddSingleton(Openings), app => app.MapGrpcService<FakeOpenings>());
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await sources.DisposeAsync();
    }

    /// <summary>A measure that a plan of the team got some days ago.</summary>
    public static MeasureAccepted NewMeasure(string provider = City, string kind = "coaching", int daysAgo = 30) => new()
    {
        MeasureId = Id(),
        PlanId = Id(),
        CaseId = Id(),
        Client = new ClientFacets
        {
            ClientId = Id(),
            AgeBand = AgeBand._1829,
            Municipality = "698",
            Programme = "kokeilu",
            Sex = Sex.Male,
            ContactLanguage = "se",
            CustomerProfile = "to-work-with-support",
        },
        Referrer = new Referrer { ReferralId = Id(), Organisation = Stranger, UnitId = Id(), Service = "kela", FromService = "work-ability-team" },
        Organisation = "2345678-0",
        Kind = kind,
        Provider = provider,
        Voluntary = true,
        AcceptedOn = Day(-daysAgo),
    };

    /// <summary>A coaching that the team's fact opened.</summary>
    public async Task<Coaching> OpenedAsync(string provider = City)
    {
        var measure = NewMeasure(provider);
        sources.Tell("team", measure, measure.Client.ClientId);
        return await CoachingOfAsync(measure.MeasureId, provider);
    }

    public async Task<Coaching> StartedAsync(DisclosurePreference disclosure = DisclosurePreference.Allowed) =>
        (await Coachings.StartCoachingAsync(NewStart(await OpenedAsync(), disclosure))).Coaching;

    public async Task<Coaching> CoachingOfAsync(string measureId, string provider = City)
    {
        var coachings = new CoachingsService.CoachingsServiceClient(As(Role.Coach, provider, "looker"));
        Coaching? found = null;
        await Eventually.Holds(
            async () => (found = (await coachings.ListCoachingsAsync(new ListCoachingsRequest { MeasureId = measureId })).Coachings.SingleOrDefault()) is not null,
            "the coaching opens");
        return found!;
    }

    /// <summary>An employer that EmployerRelations has told of.</summary>
    public async Task<string> EmployerAsync(string sector = "company")
    {
        var employer = new EmployerRegistered { EmployerId = Id(), Sector = sector, Municipality = "698" };
        sources.Tell("employers", employer, employer.EmployerId);
        await Eventually.Holds(async () => await Database.ScalarAsync<long>($"SELECT count(*) FROM known_employer WHERE employer_id = '{employer.EmployerId}'") == 1, "the employer is known");
        return employer.EmployerId;
    }

    /// <summary>A task for job coaching, asked by somebody and not yet taken.</summary>
    public TaskRequested Asked(string receiver = City, int daysAgo = 30)
    {
        var task = new TaskRequested
        {
            TaskId = Id(),
            ReferralId = Id(),
            Client = new ClientFacets { ClientId = Id(), AgeBand = AgeBand._3054, Municipality = "320", Programme = "polku" },
            Sender = Stranger,
            Receiver = receiver,
            Service = "job-coaching",
            RequestedAt = At(-daysAgo),
        };
        sources.Tell("referrals", task, task.Client.ClientId);
        return task;
    }

    public void Changed(TaskRequested task, string status, int days, string reason = "", string outcome = "") => sources.Tell(
        "referrals",
        new TaskStatusChanged
        {
            TaskId = task.TaskId,
            ReferralId = task.ReferralId,
            ClientId = task.Client.ClientId,
            Receiver = task.Receiver,
            Service = task.Service,
            Status = status,
            Reason = reason,
            Outcome = outcome,
            EffectiveAt = At(days),
        },
        task.Client.ClientId);

    public static Google.Protobuf.WellKnownTypes.Timestamp At(int days) =>
        Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(FinnishTime.StartOf(Day(days).ToDay()).AddHours(1));

    /// <summary>A coaching that an accepted task opened.</summary>
    public async Task<Coaching> OpenedByTaskAsync(TaskRequested task, string organisation = City)
    {
        var coachings = new CoachingsService.CoachingsServiceClient(As(Role.Coach, organisation, "looker"));
        Coaching? found = null;
        await Eventually.Holds(
            async () => (found = (await coachings.ListCoachingsAsync(new ListCoachingsRequest { TaskId = task.TaskId })).Coachings.FirstOrDefault()) is not null,
            "the task's coaching opens");
        return found!;
    }

    /// <summary>A client with an open pathway at the organisation, and no coaching.</summary>
    public async Task<string> OnPathwayAsync(string organisation = City)
    {
        var client = new ClientFacets
        {
            ClientId = Id(),
            AgeBand = AgeBand._5564,
            Municipality = "683",
            Programme = "polku",
            Sex = Sex.Female,
            ContactLanguage = "sv",
            CustomerProfile = "many-supports",
        };
        sources.Tell("referrals", new PathwayOpened { PathwayId = Id(), Client = client, Organisation = organisation, OpenedOn = Day(-40) }, client.ClientId);
        sources.Tell("referrals", new ProgrammeOpened { Programme = "toinen-hanke", Organisation = organisation, FromDay = Day(-400) }, "toinen-hanke");
        await Eventually.Holds(async () => await Database.ScalarAsync<long>($"SELECT count(*) FROM known_pathway p, known_programme m WHERE p.client_id = '{client.ClientId}' AND m.programme = 'toinen-hanke'") == 1, "the pathway is known");
        return client.ClientId;
    }

    /// <summary>An order of non-disclosure is in force here when the object's trail says so.</summary>
    public async Task HideAsync(string clientId, string objectId)
    {
        var hidden = new ClientFacets { ClientId = clientId, Municipality = "unknown", Sex = Sex.Unknown, ContactLanguage = "und", CustomerProfile = "unknown" };
        sources.Tell("referrals", new ClientChanged { Client = hidden, Controller = City }, clientId);
        await Eventually.Holds(
            async () => await Database.ScalarAsync<long>($"SELECT count(*) FROM transition WHERE object_id = '{objectId}' AND to_state = 'client-hidden'") == 1,
            "the order is in force here");
    }

    /// <summary>A worker of whom Referrals has told.</summary>
    public async Task<string> WorkerAsync(string organisation = City)
    {
        var worker = new ProfessionalRegistered { ProfessionalId = Id(), Organisation = organisation, Subject = $"worker-{Id()}", ValidFrom = Day(-100) };
        sources.Tell("referrals", worker, organisation);
        await Eventually.Holds(async () => await Database.ScalarAsync<long>($"SELECT count(*) FROM known_worker WHERE subject = '{worker.Subject}'") == 1, "the worker is known");
        return worker.Subject;
    }

    public Task<string[]> TrailAsync(string id) =>
        Database.ScalarAsync<string[]>($"SELECT array_agg(from_state || '>' || to_state || ' ' || reason ORDER BY seq) FROM transition WHERE object_id = '{id}'");

    public async Task<Coaching> ReadAsync(string coachingId) => (await Coachings.GetCoachingAsync(new GetCoachingRequest { CoachingId = coachingId })).Coaching;

    public static StartCoachingRequest NewStart(Coaching coaching, DisclosurePreference disclosure = DisclosurePreference.Allowed) => new()
    {
        CoachingId = coaching.CoachingId,
        CoachName = "Veikko Vainio",
        Model = "quality-criteria-supported-employment",
        StartedOn = Day(-20),
        Agreed = true,
        Wishes = new WorkWishes { Occupations = { "51", "9412" }, Municipalities = { "698" }, MaxWeeklyHours = 30, Disclosure = disclosure },
        RequestId = Id(),
    };

    public static LogContactRequest NewContact(Coaching coaching, string employerId = "") => new()
    {
        CoachingId = coaching.CoachingId,
        Party = employerId.Length > 0 ? ContactParty.Employer : ContactParty.Client,
        EmployerId = employerId,
        Mode = Mode.Phone,
        Minutes = 20,
        ContactedOn = Day(-10),
        InClientsName = employerId.Length > 0,
        Note = "Sovittiin jatkosta.",
        RequestId = Id(),
    };

    public static RecordJobRequest NewJob(Coaching coaching, string employerId) => new()
    {
        CoachingId = coaching.CoachingId,
        EmployerId = employerId,
        Kind = JobKind.Employment,
        OpenLabourMarket = true,
        Contract = Contract.FixedTerm,
        WeeklyHours = 24,
        Occupation = "9412",
        StartedOn = Day(-5),
        RequestId = Id(),
    };

    protected override void Configure(IDictionary<string, string> settings) => sources.Configure(settings);

    protected override void ConfigureServices(IServiceCollection services) => sources.Configure(services);
}
