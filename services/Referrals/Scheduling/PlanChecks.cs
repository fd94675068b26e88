using Google.Protobuf.WellKnownTypes;
using Tyokyky.Referrals.Referrals;

namespace Tyokyky.Referrals.Scheduling;

/// <summary>Times of what is planned: they lie ahead of the moment when it was planned, which may itself be past.</summary>
internal static class PlanChecks
{
    public static DateTimeOffset NotBefore(DateTimeOffset planned, string field, Timestamp given)
    {
        var at = MicrosecondTime.Of(given.ToDateTimeOffset());
        return at.IsBefore(planned) ? throw ReferralErrors.InPast(field, planned) : at;
    }
}
