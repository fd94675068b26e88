using Google.Protobuf.Reflection;
using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.Metrics.Projections;

/// <summary>Facts' values as the tables hold them.</summary>
internal static class Facets
{
    /// <summary>Where what a fact tells of its client is kept.</summary>
    public static Sql Names => $"client_id, age_band, municipality, programme, sex, contact_language, customer_profile";

    /// <summary>What it tells, for those columns; what an older fact does not tell is not known.</summary>
    public static Sql Columns(this ClientFacets client) =>
        $"""
        {Id(client.ClientId)}, {Code(client.AgeBand)}, {client.Municipality}, {client.Programme}, {Code(client.Sex)},
          {(client.ContactLanguage.Length > 0 ? client.ContactLanguage : "und")}, {(client.CustomerProfile.Length > 0 ? client.CustomerProfile : "unknown")}
        """;

    /// <summary>The same anew, of a row that another fact began.</summary>
    public static Sql Renewed =>
        $"""
        client_id = excluded.client_id, age_band = excluded.age_band, municipality = excluded.municipality, programme = excluded.programme,
          sex = excluded.sex, contact_language = excluded.contact_language, customer_profile = excluded.customer_profile
        """;

    /// <summary>The referral that something goes back to.</summary>
    public static Guid? Id(Referrer? referrer) => Id(referrer?.ReferralId ?? "");

    /// <summary>referring_unit, referring_service, from_service.</summary>
    public static Sql Columns(this Referrer? referrer) => $"{Id(referrer?.UnitId ?? "")}, {referrer?.Service ?? ""}, {referrer?.FromService ?? ""}";

    public static Guid? Id(string id) => id.Length > 0 ? Guid.Parse(id) : null;

    public static DateOnly Day(Date? day) => day?.ToDay() ?? throw new InvalidOperationException("The fact has no day.");

    public static DateOnly Day(Google.Protobuf.WellKnownTypes.Timestamp? instant) =>
        instant is null ? throw new InvalidOperationException("The fact has no time.") : FinnishTime.DayOf(instant.ToDateTimeOffset());

    public static string Code(AgeBand band) => band switch
    {
        AgeBand.Under18 => "under-18",
        AgeBand._1829 => "18-29",
        AgeBand._3054 => "30-54",
        AgeBand._5564 => "55-64",
        AgeBand._65Over => "65-over",
        _ => "unknown",
    };

    public static string Code(Sex sex) => sex switch
    {
        Sex.Female => "female",
        Sex.Male => "male",
        Sex.Other => "other",
        _ => "unknown",
    };

    public static string Code(Mode mode) => mode switch
    {
        Mode.InPerson => "in-person",
        Mode.HomeVisit => "home-visit",
        Mode.Workplace => "workplace",
        Mode.Phone => "phone",
        Mode.Video => "video",
        Mode.Message => "message",
        Mode.Community => "community",
        _ => "unknown",
    };

    public static IReadOnlySet<string> Types(params ReadOnlySpan<MessageDescriptor> facts)
    {
        var names = new HashSet<string>();
        foreach (var fact in facts)
        {
            names.Add(fact.FullName);
        }

        return names;
    }
}
