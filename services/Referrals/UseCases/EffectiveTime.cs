using Google.Protobuf.WellKnownTypes;
using Tyokyky.Referrals.Domain;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.UseCases;

/// <summary>When something took effect: past times enter through the request, never by turning the clock.</summary>
internal static class EffectiveTime
{
    public static DateTimeOffset EffectiveAt(this IBusinessClock clock, string field, Timestamp? given)
    {
        if (given is null)
        {
            return clock.Now;
        }

        var at = given.ToDateTimeOffset();
        return at <= clock.Now ? at : throw ReferralErrors.InFuture(field);
    }

    public static DateOnly DayOrToday(this IBusinessClock clock, string field, Google.Type.Date? given)
    {
        if (given is null)
        {
            return clock.Today;
        }

        var day = given.ToDay();
        return day <= clock.Today
            ? day
            : throw new DomainException(ErrorKind.InvalidArgument, "DAY_IN_FUTURE", $"{field} should not be in the future.", ("field", field));
    }
}
