using Tyokyky.Contracts.Common.V1;
using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Clients;

/// <summary>What facts tell of a client for counting.</summary>
internal static class Facets
{
    public static ClientFacets Of(ClientRecord record, DateOnly day, string programme = "") =>
        Of(record.ClientId.ToString(), AgeBands.On(record.BirthDate, day), record.FactMunicipality, programme, record.FactBackground);

    /// <param name="clientId">Empty: anonymous.</param>
    public static ClientFacets Of(string clientId, AgeBand ageBand, string municipality, string programme, ClientBackground background) => new()
    {
        ClientId = clientId,
        AgeBand = ageBand,
        Municipality = municipality,
        Programme = programme,
        Sex = background.Sex,
        ContactLanguage = background.ContactLanguage,
        CustomerProfile = background.CustomerProfile,
    };
}
