using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.Referrals.Common;

/// <summary>Age bands (ikäryhmät) of the pilots' follow-up tables.</summary>
internal static class AgeBands
{
    private static readonly (int Below, AgeBand Band)[] bands = [(18, AgeBand.Under18), (30, AgeBand._1829), (55, AgeBand._3054), (65, AgeBand._5564)];

    /// <summary>The band of a person born on that day, on the day of the event.</summary>
    public static AgeBand On(DateOnly? birthDate, DateOnly day)
    {
        if (birthDate is not { } born)
        {
            return AgeBand.Unknown;
        }

        var age = AgeOn(born, day);
        return bands.FirstOrDefault(band => age < band.Below, (Below: 0, Band: AgeBand._65Over)).Band;
    }

    /// <summary>The bands of a person born on that day, each with the first day after it; after all of these <see cref="AgeBand._65Over"/>.</summary>
    public static IEnumerable<(DateOnly Until, AgeBand Band)> Of(DateOnly born) => bands.Select(band => (born.AddYears(band.Below), band.Band));

    /// <summary>The whole years of a person born on that day.</summary>
    public static int AgeOn(DateOnly born, DateOnly day) => day.Year - born.Year - (day < born.AddYears(day.Year - born.Year) ? 1 : 0);

    /// <summary>The band as tables write it.</summary>
    public static string CodeOf(AgeBand band) => band switch
    {
        AgeBand.Under18 => "under-18",
        AgeBand._1829 => "18-29",
        AgeBand._3054 => "30-54",
        AgeBand._5564 => "55-64",
        AgeBand._65Over => "65-over",
        _ => "unknown",
    };
}
