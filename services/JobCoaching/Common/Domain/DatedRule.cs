using System.Globalization;
using Tyokyky.Contracts;

namespace Tyokyky.JobCoaching.Common;

/// <summary>A rule that is a dated row of a code system, which the API serves with its source; the row's properties say how much ("days=30").</summary>
internal sealed class DatedRule(CodeEntry row)
{
    /// <summary>What holds on a day, before the first row the first; null: there is none of that code.</summary>
    public static DatedRule? On(string system, string code, DateOnly day)
    {
        var rows = CodeSystem.Get(system).Entries.Where(entry => entry.Code == code).ToArray();
        var row = Array.Find(rows, entry => entry.IsValidOn(day)) ?? rows.Where(entry => entry.ValidFrom > day).MinBy(entry => entry.ValidFrom);
        return row is null ? null : new DatedRule(row);
    }

    /// <summary>The one value of that name.</summary>
    public string Word(string name) => Words(name).Single();

    public int Amount(string name) => Amounts(name).Single();

    /// <summary>The least first.</summary>
    public int[] Amounts(string name) => [.. Words(name).Select(word => int.Parse(word, CultureInfo.InvariantCulture)).Order()];

    private IEnumerable<string> Words(string name) =>
        row.Properties.Where(property => property.StartsWith(name + "=", StringComparison.Ordinal)).Select(property => property[(name.Length + 1)..]);
}
