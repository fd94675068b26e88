using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Needs;

/// <summary>Services that are supported places (tuetut paikat) rather than open labour market or its training: dated, SupportedPlaces.csv.</summary>
internal static class SupportedPlaces
{
    private static readonly (string Service, Validity Days)[] rows = DatedRows.Read("SupportedPlaces.csv", field => (field[0], DatedRows.Days(field)));

    public static bool Has(string service, DateOnly on) => rows.Any(row => row.Service == service && row.Days.Covers(on));
}
