using System.Globalization;

namespace Tyokyky.Referrals.Domain;

/// <summary>How many clients one full-time worker carries at most: agreed and dated, CaseloadLimits.csv.</summary>
internal static class CaseloadLimits
{
    private static readonly Row[] rows = Read();

    /// <summary>The limit for that part of full time, full time where none is said; 0 where no limit is agreed.</summary>
    public static int Of(string role, int hundredths, DateOnly on)
    {
        var row = Array.Find(rows, row => row.Role == role && row.ValidFrom <= on && (row.ValidTo is not { } last || on <= last));
        return row is null ? 0 : row.Clients * (hundredths == 0 ? 100 : hundredths) / 100;
    }

    private static Row[] Read()
    {
        using var reader = new StreamReader(typeof(CaseloadLimits).Assembly.GetManifestResourceStream("CaseloadLimits.csv")!);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(';')).Select(field => new Row(
            field[0], int.Parse(field[1], CultureInfo.InvariantCulture), Day(field[2]), field[3].Length == 0 ? null : Day(field[3])))];
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record Row(string Role, int Clients, DateOnly ValidFrom, DateOnly? ValidTo);
}
