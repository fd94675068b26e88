using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;

namespace Tyokyky.Referrals.Tests;

/// <summary>The Referrals service with an agency and a coordination unit that know each other.</summary>
public class ReferralsHost() : ServiceHost<Program>("referrals")
{
    public const string Agency = "1234567-1";
    public const string City = "2345678-0";
    public const string Kela = "0246246-0";
    public const string Stranger = "4567890-7";

    private int individual = 899;

    public ReferralsService.ReferralsServiceClient AgencyReferrals => new(As(Role.Referrer, Agency));

    public ReferralsService.ReferralsServiceClient CoordinatorReferrals => new(As(Role.Coordinator, City));

    public ReferralsService.ReferralsServiceClient StrangerReferrals => new(As(Role.Coordinator, Stranger));

    public ClientRegisterService.ClientRegisterServiceClient AgencyRegister => new(As(Role.Referrer, Agency));

    public ClientRegisterService.ClientRegisterServiceClient StrangerRegister => new(As(Role.Coordinator, Stranger));

    public CoordinationService.CoordinationServiceClient CoordinatorCoordination => new(As(Role.Coordinator, City));

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var organisations = new OrganisationsService.OrganisationsServiceClient(As(Role.Operator));
        await Register(organisations, Agency, "Esimerkkikunnan sosiaalipalvelut", "wellbeing-services-county", "social-work");
        await Register(organisations, City, "Esimerkkikunnan työkyvyn tuki", "municipality", "coordination", "work-ability-team");
        await Register(organisations, Kela, "Esimerkkitoimisto", "kela", "vocational-rehabilitation");
        await Register(organisations, Stranger, "Toisen kunnan työkyvyn tuki", "municipality", "coordination");
    }

    /// <summary>A synthetic client, new in every call.</summary>
    public ClientDetails NewPerson(string municipality = "698", bool nonDisclosure = false) => new()
    {
        PersonalIdentityCode = NextCode(),
        GivenNames = "Testi Tapaus",
        FamilyName = "Esimerkki",
        Municipality = municipality,
        ContactLanguage = "fi",
        Register = "social-welfare",
        NonDisclosure = nonDisclosure,
    };

    public SubmitReferralRequest NewReferral(string receiver = City, string service = "coordination") => new()
    {
        NewClient = NewPerson(),
        Reasons = { "wish-for-work" },
        ReasonForClient = "Haluat löytää sinulle sopivaa työtä.",
        Receiver = receiver,
        Service = service,
        VoluntarinessTold = true,
        RequestId = Guid.NewGuid().ToString(),
    };

    public async Task<Referral> SubmittedAsync(ReferralsService.ReferralsServiceClient? sender = null, string receiver = City, string service = "coordination") =>
        (await (sender ?? AgencyReferrals).SubmitReferralAsync(NewReferral(receiver, service))).Referral;

    /// <summary>The client with a case manager of the agency's, as a pathway needs one.</summary>
    public async Task<string> ManagedAsync(string clientId)
    {
        await new CoordinationService.CoordinationServiceClient(As(Role.Coordinator, Agency))
            .AppointCaseManagerAsync(new AppointCaseManagerRequest { ClientId = clientId, Worker = "agency-manager", WorkerName = "Vastuuhenkilö" });
        return clientId;
    }

    /// <summary>The next code of the temporary range with its check character.</summary>
    private string NextCode()
    {
        var next = Interlocked.Increment(ref individual);
        var day = new DateOnly(1970, 1, 1).AddDays(next / 100 * 7);
        var digits = $"{day:ddMMyy}{900 + (next % 100):000}";
        return $"{digits[..6]}-{digits[6..]}{"0123456789ABCDEFHJKLMNPRSTUVWXY"[(int)(long.Parse(digits) % 31)]}";
    }

    private static async Task Register(OrganisationsService.OrganisationsServiceClient organisations, string id, string name, string kind, params string[] services) =>
        await organisations.RegisterOrganisationAsync(new RegisterOrganisationRequest { OrganisationId = id, Name = name, Kind = kind, Services = { services } });
}
