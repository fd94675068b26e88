namespace Tyokyky.Referrals.Needs;

/// <summary>How needs refuse.</summary>
internal static class NeedErrors
{
    public static DomainException Blocked(string reason, ServiceNeed need) =>
        new(
            ErrorKind.FailedPrecondition,
            reason,
            $"The need is {StateCode.Of(need.Status)}; its allowed_actions tell what can be done now.",
            ("need_status", StateCode.Of(need.Status)))
        {
            Preconditions = [new Precondition("NEED_STATUS", need.Id.ToString(), reason)],
            Localized = new("Palvelutarpeen tila ei salli tätä.", "Servicebehovets status tillåter inte detta.", "The need's status does not allow this."),
        };

    public static DomainException DayBeforePrevious(DateOnly previous) =>
        DomainException.Field(
            "effective_on", "DAY_BEFORE_PREVIOUS", "a day not before the status that the need has", ("not_before", PagingKeys.DayKey(previous)));
}
