using Tyokyky.Contracts.Referrals.V1;

namespace Tyokyky.SystemTests;

/// <summary>The Sandbox's example organisations that the tests meet.</summary>
internal static class Organisations
{
    public const string Agency = "0000001-9";

    public const string City = "0000003-5";

    public const string County = "0000004-3";

    public static async Task RegisterAsync(Suite suite)
    {
        var organisations = new OrganisationsService.OrganisationsServiceClient(suite.Channel("referrals"));
        foreach (var (id, name, kind, services) in new (string, string, string, string[])[]
        {
            (Agency, "Etuuslaitos Esimerkki", "kela", []),
            (City, "Esimerkkikaupunki", "municipality", ["coordination", "job-coaching", "work-ability-team"]),
            (County, "Esimerkin hyvinvointialue", "wellbeing-services-county", ["coordination", "work-ability-team", "work-ability-assessment"]),
            ("0000005-1", "Mallityösäätiö sr", "foundation", ["job-coaching"]),
            ("0000002-7", "Esimerkkialueen työllisyyspalvelut", "employment-authority", ["employment-services"]),
        })
        {
            await organisations.RegisterOrganisationAsync(
                new RegisterOrganisationRequest { OrganisationId = id, Name = name, Kind = kind, Services = { services }, RequestId = Guid.NewGuid().ToString() }, suite.As("operator"));
        }
    }
}
