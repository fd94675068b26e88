using System.Globalization;

namespace Tyokyky.Referrals.Domain;

/// <summary>Services that are supported places (tuetut paikat) rather than open labour market or its training: dated, SupportedPlaces.csv.</summary>
internal static class SupportedPlaces
{
    private static readonly (string Service, DateOnly From, DateOnly? To)[] rows = Read();

    public static bool Has(string service, DateOnly on) => Array.Exists(rows, row => row.Service == service && row.From <= on && (row.To is not { } last || on <= last));

    private static (string, DateOnly, DateOnly?)[] Read()
    {
        using var reader = new StreamReader(typeof(SupportedPlaces).Assembly.GetManifestResourceStream("SupportedPlaces.csv")!);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(';'))
            .Select(field => (field[0], Day(field[1]), field[2].Length == 0 ? (DateOnly?)null : Day(field[2])))];
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
