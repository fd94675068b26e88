using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Needs;

/// <summary>Which services answer to what a client needs: dated, SupportNeeds.csv.</summary>
internal static class SupportNeeds
{
    public const string Kind = "service-need";

    private static readonly (string Need, string[] Services, Validity Days, string Source)[] rows =
        DatedRows.Read("SupportNeeds.csv", field => (field[0], field[1].Split(' '), DatedRows.Days(field), field[^1]));

    /// <summary>The services that answer to any of these needs in an area on that day.</summary>
    public static IEnumerable<string> ServicesFor(IReadOnlyCollection<string> needs, DateOnly day, AreaAgreements area) => area
        .Over(
            Kind, day, rows.Where(row => row.Days.Covers(day)).Select(row => (row.Need, row.Services)),
            row => row.Need, agreed => (agreed.Key, [.. agreed.Content().ServiceNeed.Services]))
        .Where(row => needs.Contains(row.Need)).SelectMany(row => row.Services).Distinct();

    /// <summary>The defaults of a day.</summary>
    public static IEnumerable<AgreedDefault> On(DateOnly day) => rows
        .Where(row => row.Days.Covers(day))
        .Select(row => new AgreedDefault(
            row.Need, new AgreedContent { ServiceNeed = new AgreedServices { Services = { row.Services } } }, row.Days, row.Source));
}
