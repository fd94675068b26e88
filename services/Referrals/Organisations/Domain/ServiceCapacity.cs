using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Organisations;

/// <summary>What an organisation can take in a service, as it said on a day.</summary>
internal sealed record ServiceCapacity(string Organisation, string Service, int FreePlaces, DateOnly? NextStartOn, DateOnly DeclaredOn)
{
    public long Version { get; init; } = 1;

    private const string Freshness = "capacity-freshness";

    /// <summary>The earliest day of declaring that can be relied on today.</summary>
    public static DateOnly FreshFrom(DateOnly today, AreaAgreements area)
    {
        var day = today;
        while (TimeLimits.LastDay(Freshness, day.AddDays(-1), area) >= today)
        {
            day = day.AddDays(-1);
        }

        return day;
    }

    /// <summary>As said now; what is known of a later day is not replaced.</summary>
    public ServiceCapacity After(ServiceCapacity? before) => before is null ? this : before.DeclaredOn > DeclaredOn
        ? throw new DomainException(
            ErrorKind.FailedPrecondition,
            "LATER_CAPACITY_KNOWN",
            "The capacity of a later day is known already.",
            ("declared_on", before.DeclaredOn.ToString("O", System.Globalization.CultureInfo.InvariantCulture)))
        : this with { Version = before.Version };
}
