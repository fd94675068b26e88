using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Referrals;

internal static class ReferralNeedChecks
{
    /// <summary>What the contract can't say of a need.</summary>
    /// <param name="referredOn">When it is referred; null: today.</param>
    public static Check Need(
        this Check check, string field, ReferralNeed? need, DateOnly today, DateOnly? referredOn = null) => check.Within(field, need, (each, given) => each
        .Codes("reasons", given.Reasons, "referral-reason", today)
        .OptionalProgramme("programme", given.Programme)
        .OptionalCode("legal_basis", given.LegalBasis, "referral-basis", today)
        .OptionalCode("referring_service", given.ReferringService, "contacting-service", referredOn ?? today));

    public static Check VoluntarinessTold(this Check check, bool told) =>
        check.That(told, "voluntariness_told", "VOLUNTARINESS_NOT_TOLD", "true: the client is told that the service is voluntary");

    /// <summary>As the domain keeps it.</summary>
    public static Urgency OrRoutine(this Urgency urgency) => urgency == Urgency.Unspecified ? Urgency.Routine : urgency;
}
