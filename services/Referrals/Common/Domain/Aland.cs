namespace Tyokyky.Referrals.Common;

/// <summary>The municipalities of Åland (Ahvenanmaa), where some nationwide services are not given: dated, AlandMunicipalities.csv.</summary>
internal static class Aland
{
    private static readonly (string Municipality, Validity Days)[] rows = DatedRows.Read("AlandMunicipalities.csv", field => (field[0], DatedRows.Days(field)));

    public static bool Has(string municipality, DateOnly day) => rows.Any(row => row.Municipality == municipality && row.Days.Covers(day));
}
