namespace Tyokyky.Referrals.Directory;

/// <summary>What PTV's codes are among ours: dated, PtvCodes.csv.</summary>
internal static class PtvCodes
{
    private static readonly (string System, string Ptv, string Code, Validity Days)[] rows =
        DatedRows.Read("PtvCodes.csv", field => (field[0], field[1], field[2], DatedRows.Days(field)));

    /// <summary>Our code; empty when it says nothing with us, null when nobody mapped it.</summary>
    public static string? Find(string system, string ptv, DateOnly day) =>
        rows.FirstOrDefault(row => row.System == system && row.Ptv == ptv && row.Days.Covers(day)).Code;

    /// <summary>The first of our codes, in the file's order, that one of these is.</summary>
    public static string? FirstOf(string system, IReadOnlyCollection<string> ptv, DateOnly day) =>
        rows.FirstOrDefault(row => row.System == system && row.Days.Covers(day) && ptv.Contains(row.Ptv)).Code;
}
