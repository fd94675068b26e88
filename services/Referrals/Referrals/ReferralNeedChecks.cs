namespace Tyokyky.Referrals.UseCases;

internal static class ReferralNeedChecks
{
    /// <summary>What can be wrong with a need that may still lack anything.</summary>
    public static Check Need(this Check check, string field, ReferralNeed? need, DateOnly today) => check.Within(field, need, (each, given) => each
        .MaxCount("reasons", given.Reasons, 10).Codes("reasons", given.Reasons, "referral-reason", today)
        .MaxLength("description", given.Description, 4000)
        .MaxLength("reason_for_client", given.ReasonForClient, 1000)
        .OptionalSpecified("urgency", given.Urgency)
        .OptionalProgramme("programme", given.Programme)
        .OptionalCode("legal_basis", given.LegalBasis, "referral-basis", today));

    /// <summary>The same for a need that will be read by others.</summary>
    public static Check WholeNeed(this Check check, string field, ReferralNeed? need, DateOnly today) => check
        .Required(field, need)
        .Need(field, need, today)
        .Within(field, need, (each, given) => each.NotEmpty("reasons", given.Reasons).Required("reason_for_client", given.ReasonForClient));

    public static Check VoluntarinessTold(this Check check, bool told) =>
        check.That(told, "voluntariness_told", "VOLUNTARINESS_NOT_TOLD", "true: the client is told that the service is voluntary");

    /// <summary>As the domain keeps it.</summary>
    public static Urgency OrRoutine(this Urgency urgency) => urgency == Urgency.Unspecified ? Urgency.Routine : urgency;
}
