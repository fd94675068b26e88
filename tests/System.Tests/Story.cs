using System.Globalization;
using System.Security.Cryptography;
using Google.Protobuf.WellKnownTypes;

namespace Tyokyky.SystemTests;

/// <summary>One client, unlike any other, and what the suite has answered about them.</summary>
internal sealed class Story
{
    private const string CheckCharacters = "0123456789ABCDEFHJKLMNPRSTUVWXY";
    private readonly DateOnly first = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-120);

    /// <summary>The programme that only this client takes part in.</summary>
    public string Programme { get; } = $"system-{Letters(10)}";

    /// <summary>The trace that every call of the journey belongs to.</summary>
    public string Trace { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>The sender's own reference.</summary>
    public string Reference { get; } = $"SYS-{Letters(8)}";

    public string GivenNames { get; } = $"Esimeri{Letters(6)}";

    public string FamilyName { get; } = $"Mallinen{Letters(6)}";

    /// <summary>What others than these tests put into every name and free text.</summary>
    public string Mark { get; } = Letters(12);

    /// <summary>Of the temporary range: nobody's.</summary>
    public string PersonalIdentityCode { get; } = Code(RandomNumberGenerator.GetInt32(900, 1000));

    /// <summary>All that anyone wrote in words about the client.</summary>
    public List<string> Words { get; } = [];

    /// <summary>What must not be found where it does not belong.</summary>
    public IReadOnlyList<string> Secrets => [GivenNames, FamilyName, Mark, PersonalIdentityCode, Mistyped, .. Words];

    /// <summary>The code with a wrong check character.</summary>
    public string Mistyped => PersonalIdentityCode[..10] + CheckCharacters[(CheckCharacters.IndexOf(PersonalIdentityCode[10], StringComparison.Ordinal) + 1) % 31];

    public string ClientId { get; set; } = "";

    public string ReferralId { get; set; } = "";

    public string CityTaskId { get; set; } = "";

    public string TeamTaskId { get; set; } = "";

    public string CaseId { get; set; } = "";

    public string MeasureId { get; set; } = "";

    public string CoachingId { get; set; } = "";

    public string CompanyId { get; set; } = "";

    public string MunicipalityId { get; set; } = "";

    /// <summary>A free text that can be told from all others.</summary>
    public string Say(string about)
    {
        var words = $"Vapaata tekstia {about} {Letters(12)}";
        Words.Add(words);
        return words;
    }

    /// <summary>The n-th day of the story.</summary>
    public Date Day(int n)
    {
        var day = first.AddDays(n);
        return new Date { Year = day.Year, Month = day.Month, Day = day.Day };
    }

    /// <summary>Morning of the n-th day.</summary>
    public Timestamp Morning(int n) => Timestamp.FromDateTime(first.AddDays(n).ToDateTime(new TimeOnly(9, 0), DateTimeKind.Utc));

    /// <summary>A code of the temporary range for somebody born on 13 April 1979.</summary>
    public static string Code(int individual) =>
        $"130479-{individual}{CheckCharacters[int.Parse($"130479{individual}", CultureInfo.InvariantCulture) % 31]}";

    /// <summary>A Y-tunnus that nobody has.</summary>
    public static string BusinessId()
    {
        int[] weights = [7, 9, 10, 5, 8, 4, 2];
        while (true)
        {
            var digits = $"00{RandomNumberGenerator.GetInt32(10000, 100000)}";
            var rest = weights.Select((weight, i) => weight * (digits[i] - '0')).Sum() % 11;
            if (rest != 1)
            {
                return $"{digits}-{(rest == 0 ? 0 : 11 - rest)}";
            }
        }
    }

    private static string Letters(int count) => RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", count);
}
