using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Records;

namespace Tyokyky.EventLog;

/// <summary>
/// The client as a fact of the client register told it, to count by: only the register can compute the age band, so that it stays what it was then.
/// </summary>
public sealed record CountedClient(
    Guid Id,
    [property: Column("age_band")] AgeBand AgeBand,
    [property: Column("municipality")] string Municipality,
    [property: Column("programme")] string Programme)
{
    [Column("sex")]
    public Sex Sex { get; init; } = Sex.Unknown;

    [Column("contact_language")]
    public string ContactLanguage { get; init; } = "und";

    [Column("customer_profile")]
    public string CustomerProfile { get; init; } = "unknown";

    /// <summary>What facts tell of a client with non-disclosure (turvakielto), and of one of whom nothing is known.</summary>
    public static CountedClient Unknown { get; } = new(Guid.Empty, AgeBand.Unknown, Contracts.Municipality.Unknown, "");

    /// <summary>True of a fact by which nobody can learn where the client lives, nor what would tell who it is.</summary>
    public static bool IsHidden(ClientFacets told)
    {
        var client = Of(told);
        return (client.Municipality, client.Sex, client.ContactLanguage, client.CustomerProfile)
            == (Unknown.Municipality, Unknown.Sex, Unknown.ContactLanguage, Unknown.CustomerProfile);
    }

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
