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
}
