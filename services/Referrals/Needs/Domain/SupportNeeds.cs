using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Needs;

/// <summary>Which services answer to what a client needs: dated, SupportNeeds.csv.</summary>
internal static class SupportNeeds
{
    private static readonly (string Need, string[] Services, Validity Days)[] rows =
        DatedRows.Read("SupportNeeds.csv", field => (field[0], field[1].Split(' '), DatedRows.Days(field)));

    /// <summary>The services that answer to any of these needs on that day.</summary>
    public static IEnumerable<string> ServicesFor(IReadOnlyCollection<string> needs, DateOnly day) =>
        rows.Where(row => row.Days.Covers(day) && needs.Contains(row.Need)).SelectMany(row => row.Services).Distinct();
}
