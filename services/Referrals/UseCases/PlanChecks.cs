using Google.Protobuf.WellKnownTypes;
using Tyokyky.Referrals.Domain;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.UseCases;

/// <summary>Times of what is planned: they lie ahead of the moment when it was planned, which may itself be past.</summary>
internal static class PlanChecks
{
    public static bool IsInstant(Timestamp instant) => instant.Seconds is >= -62135596800 and <= 253402300799 && instant.Nanos is >= 0 and <= 999_999_999;

    public static DateTimeOffset NotBefore(DateTimeOffset planned, string field, Timestamp given)
    {
        var at = MicrosecondTime.Of(given.ToDateTimeOffset());
        return at >= planned ? at : throw ReferralErrors.InPast(field, planned);
    }
}
