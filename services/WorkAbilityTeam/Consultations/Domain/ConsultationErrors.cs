namespace Tyokyky.WorkAbilityTeam.Consultations;

/// <summary>How consultations refuse.</summary>
internal static class ConsultationErrors
{
    public static DomainException Blocked(string reason, Matter matter) =>
        new(
            ErrorKind.FailedPrecondition,
            reason,
            $"The matter is {StateCode.Of(matter.State)}.",
            ("consultation_id", matter.Id.ToString()),
            ("consultation_state", StateCode.Of(matter.State)))
        {
            Preconditions = [new Precondition("CONSULTATION_STATE", matter.Id.ToString(), reason)],
        };

    public static DomainException SessionInError() =>
        new(ErrorKind.FailedPrecondition, "SESSION_IN_ERROR", "The session was entered in error already.");

    public static DomainException DayBefore(string field, DateOnly notBefore) =>
        DomainException.Field(field, "DAY_BEFORE_START", "a day not before what it follows", ("not_before", PagingKeys.DayKey(notBefore)));

    public static DomainException KindDiffers(int index) =>
        DomainException.Field($"consultation_ids[{index}]", "KIND_DIFFERS", "a matter of the session's kind");
}
