using Microsoft.Extensions.DependencyInjection;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Employers.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;

namespace Tyokyky.EmployerRelations.Tests;

/// <summary>The EmployerRelations service, with a liaison and a coach, and Referrals as far as it hears of it.</summary>
public sealed class EmployersHost() : ServiceHost<Program>("employers")
{
    public const string Organisation = "2345678-0";

    private FactSources sources = null!;
    private int number;

    public FactSources Sources => sources;

    public EmployersService.EmployersServiceClient Employers => new(As(Role.EmployerLiaison, Organisation));

    public OpeningsService.OpeningsServiceClient Openings => new(As(Role.EmployerLiaison, Organisation));

    public OpeningsService.OpeningsServiceClient CoachOpenings => new(As(Role.Coach, "1234567-1"));

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

    /// <summary>A business id that nobody had yet.</summary>
    public string NextBusinessId()
    {
        while (true)
        {
            var digits = $"{9000000 + Interlocked.Increment(ref number)}";
            var id = Enumerable.Range(0, 10).Select(check => $"{digits}-{check}").FirstOrDefault(Contracts.BusinessId.IsValid);
            if (id is not null)
            {
                return id;
            }
        }
    }

    public RegisterEmployerRequest NewEmployer(string name = "Esimerkkiyritys Oy", string municipality = "698") => new()
    {
        BusinessId = NextBusinessId(),
        Name = name,
        Sector = "company",
        Municipality = municipality,
        RequestId = Guid.NewGuid().ToString(),
    };

    public async Task<Employer> RegisteredAsync(string name = "Esimerkkiyritys Oy", string municipality = "698") =>
        (await Employers.RegisterEmployerAsync(NewEmployer(name, municipality))).Employer;

    public static LogEmployerContactRequest NewContact(string employerId) => new()
    {
        EmployerId = employerId,
        Purpose = "negotiation",
        Mode = Mode.Phone,
        Minutes = 15,
        RequestId = Guid.NewGuid().ToString(),
    };

    public static PublishOpeningRequest NewOpening(string employerId, string occupation = "5120", string municipality = "698", int hours = 20) => new()
    {
        EmployerId = employerId,
        Title = "Keittiöapulainen",
        Occupation = occupation,
        Municipality = municipality,
        WeeklyHours = hours,
        Kind = "hidden",
        RequestId = Guid.NewGuid().ToString(),
    };

    protected override void Configure(IDictionary<string, string> settings) => sources.Configure(settings);

    protected override void ConfigureServices(IServiceCollection services) => sources.Configure(services);
}
