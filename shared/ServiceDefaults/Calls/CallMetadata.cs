using System.Globalization;
using Microsoft.AspNetCore.Http;
using Tyokyky.Contracts;

namespace Tyokyky.ServiceDefaults;

/// <summary>What a caller says beside its request.</summary>
internal static class CallMetadata
{
    public const string ActingUser = "tyokyky-acting-user";
    public const string Purpose = "tyokyky-purpose";
    public const string Timeout = "grpc-timeout";

    private static readonly CodeSystem purposes = CodeSystem.Get("purpose");

    /// <summary>Who acts behind a calling system: printable, at most 200 characters.</summary>
    public static string? ActingUserOf(IHeaderDictionary headers)
    {
        if (!headers.TryGetValue(ActingUser, out var values) || values.ToString() is not { Length: > 0 } user)
        {
            return null;
        }

        return user.Length <= 200 && !user.AsSpan().ContainsAnyExceptInRange(' ', '~') && !IdentityCodes.StandIn(user)
            ? user
            : throw CallErrors.HeaderInvalid(ActingUser, "at most 200 printable ASCII characters, without a personal identity code");
    }

    /// <summary>Why, as a code of system "purpose" valid today.</summary>
    public static string? PurposeOf(IHeaderDictionary headers, TimeProvider time)
    {
        if (!headers.TryGetValue(Purpose, out var values) || values.ToString() is not { Length: > 0 } purpose)
        {
            return null;
        }

        var day = FinnishTime.DayOf(time.GetUtcNow());
        return purposes.IsValid(purpose, day)
            ? purpose
            : throw CallErrors.HeaderInvalid(Purpose, $"a code of system \"purpose\" valid on {day:yyyy-MM-dd}; ListCodes names them");
    }

    /// <summary>The best of fi, sv and en that accept-language asks for; fi when it asks for none of them.</summary>
    public static string LanguageOf(string? accepted)
    {
        if (string.IsNullOrEmpty(accepted))
        {
            return "fi";
        }

        var best = "fi";
        var weight = 0.0;
        foreach (var range in accepted.AsSpan().Split(','))
        {
            var part = accepted.AsSpan(range).Trim();
            var semicolon = part.IndexOf(';');
            var tag = semicolon < 0 ? part : part[..semicolon].TrimEnd();
            var wanted = semicolon < 0 ? 1.0 : WeightOf(part[(semicolon + 1)..].Trim());
            if (wanted > weight && LanguageOf(tag) is { } language)
            {
                (best, weight) = (language, wanted);
            }
        }

        return best;
    }

    /// <summary>The time that a grpc-timeout header gives, or null when there is none to understand.</summary>
    public static TimeSpan? TimeoutOf(string? header)
    {
        if (header is not { Length: >= 2 and <= 9 } || !long.TryParse(header.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            return null;
        }

        return header[^1] switch
        {
            'H' => TimeSpan.FromTicks(Math.Min(value, 10_000) * TimeSpan.TicksPerHour),
            'M' => TimeSpan.FromTicks(value * TimeSpan.TicksPerMinute),
            'S' => TimeSpan.FromTicks(value * TimeSpan.TicksPerSecond),
            'm' => TimeSpan.FromTicks(value * TimeSpan.TicksPerMillisecond),
            'u' => TimeSpan.FromTicks(value * TimeSpan.TicksPerMicrosecond),
            'n' => TimeSpan.FromTicks(value / 100),
            _ => null,
        };
    }

    private static string? LanguageOf(ReadOnlySpan<char> tag)
    {
        var dash = tag.IndexOf('-');
        var language = dash < 0 ? tag : tag[..dash];
        return language switch
        {
            _ when language.Equals("fi", StringComparison.OrdinalIgnoreCase) => "fi",
            _ when language.Equals("sv", StringComparison.OrdinalIgnoreCase) => "sv",
            _ when language.Equals("en", StringComparison.OrdinalIgnoreCase) => "en",
            _ => null,
        };
    }

    private static double WeightOf(ReadOnlySpan<char> parameter) =>
        parameter.StartsWith("q=", StringComparison.OrdinalIgnoreCase)
            && double.TryParse(parameter[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight)
            ? weight
            : 0.0;
}
