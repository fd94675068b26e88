using System.Globalization;

namespace Tyokyky.WorkAbilityTeam.Common;

/// <summary>How much a dated rule says, and where that stands.</summary>
internal sealed record DatedAmount(string Code, int Amount, string Source);

/// <summary>
/// Rules that are dated rows of a code system, which the API serves with their source; a row's property says how much: "months-3", "business-days-10".
/// </summary>
internal static class DatedAmounts
{
    /// <summary>What holds on a day, before the first row the first; null: there is none of that code.</summary>
    public static DatedAmount? On(string system, string code, DateOnly day)
    {
        var rows = CodeSystem.Get(system).Entries.Where(entry => entry.Code == code).ToArray();
        var row = Array.Find(rows, entry => entry.IsValidOn(day)) ?? rows.Where(entry => entry.ValidFrom > day).MinBy(entry => entry.ValidFrom);
        return row is null ? null : new DatedAmount(code, AmountOf(row), row.Source);
    }

    private static int AmountOf(CodeEntry row) =>
        int.Parse(row.Properties.Single(property => char.IsDigit(property[^1])).Split('-')[^1], CultureInfo.InvariantCulture);
}
