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
