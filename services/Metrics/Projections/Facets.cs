using Google.Protobuf.Reflection;
using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.Metrics.Projections;

/// <summary>Facts' values as the tables hold them.</summary>
internal static class Facets
{
    /// <summary>client_id, age_band, municipality, programme.</summary>
    public static Sql Columns(this ClientFacets client) => $"{Id(client.ClientId)}, {Code(client.AgeBand)}, {client.Municipality}, {client.Programme}";

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

    public static string Code(Mode mode) => mode switch
    {
        Mode.InPerson => "in-person",
        Mode.HomeVisit => "home-visit",
        Mode.Workplace => "workplace",
        Mode.Phone => "phone",
        Mode.Video => "video",
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
