using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Clients;

/// <summary>What facts tell of a client for counting.</summary>
internal static class Facets
{
    public static ClientFacets Of(ClientRecord record, DateOnly day, string programme = "") => new()
    {
        ClientId = record.ClientId.ToString(),
        AgeBand = AgeBands.On(record.BirthDate, day),
        Municipality = record.FactMunicipality,
        Programme = programme,
    };

    public static ClientFacets Of(Referral referral, DateOnly day) => new()
    {
        ClientId = referral.ClientId.ToString(),
        AgeBand = AgeBands.On(referral.BirthDate, day),
        Municipality = referral.Municipality,
        Programme = referral.Programme,
    };
}
