using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Needs;

/// <summary>Services that are supported places (tuetut paikat) rather than open labour market or its training: dated, SupportedPlaces.csv.</summary>
internal static class SupportedPlaces
{
    public const string Kind = "supported-place";

    private static readonly (string Service, Validity Days, string Source)[] rows =
        DatedRows.Read("SupportedPlaces.csv", field => (field[0], DatedRows.Days(field), field[^1]));

    public static bool Has(string service, DateOnly on, AreaAgreements area) => area.Find(Kind, service, on) is { } agreed
        ? !agreed.IsNone
        : rows.Any(row => row.Service == service && row.Days.Covers(on));

    /// <summary>The defaults of a day.</summary>
    public static IEnumerable<AgreedDefault> On(DateOnly day) => rows
        .Where(row => row.Days.Covers(day))
        .Select(row => new AgreedDefault(row.Service, new AgreedContent { SupportedPlace = new AgreedSupportedPlace() }, row.Days, row.Source));
}
