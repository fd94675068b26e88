namespace Tyokyky.Referrals.Clients;

/// <summary>When a living person can have been born.</summary>
internal static class BirthDates
{
    // The oldest age that is documented is 122 years (Gerontology Research Group); a record may be kept some years after that.
    private const int MostYears = 130;

    public static bool IsPossible(DateOnly born, DateOnly today) => born <= today && born >= today.AddYears(-MostYears);

    /// <summary>What would be right instead of an impossible one.</summary>
    public static string WhatWouldBeRight(DateOnly today) => $"of a person born between {today.AddYears(-MostYears):yyyy-MM-dd} and {today:yyyy-MM-dd}";
}
