using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.JobCoaching.Common;

/// <summary>The client as the fact that opened the coaching told it: the age band cannot be computed here, so it stays what it was then.</summary>
internal sealed record CountedClient(Guid Id, AgeBand AgeBand, string Municipality, string Programme)
{
    public Sex Sex { get; init; } = Sex.Unknown;

    public string ContactLanguage { get; init; } = "und";

    public string CustomerProfile { get; init; } = "unknown";

    /// <summary>As a fact tells it; what an older fact does not tell is not known.</summary>
    public static CountedClient Of(ClientFacets told)
    {
        var client = new CountedClient(Guid.Parse(told.ClientId), told.AgeBand, told.Municipality, told.Programme);
        return client with
        {
            Sex = told.Sex == Sex.Unspecified ? client.Sex : told.Sex,
            ContactLanguage = told.ContactLanguage.Length > 0 ? told.ContactLanguage : client.ContactLanguage,
            CustomerProfile = told.CustomerProfile.Length > 0 ? told.CustomerProfile : client.CustomerProfile,
        };
    }

    public ClientFacets Facets() => new()
    {
        ClientId = Id.ToString(),
        AgeBand = AgeBand,
        Municipality = Municipality,
        Programme = Programme,
        Sex = Sex,
        ContactLanguage = ContactLanguage,
        CustomerProfile = CustomerProfile,
    };
}
