using Tyokyky.Records;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.Domain;

/// <summary>How needs refuse.</summary>
internal static class NeedErrors
{
    public static DomainException Blocked(string reason, ServiceNeed need) =>
        new(ErrorKind.FailedPrecondition, reason, $"The need is {StateCode.Of(need.Status)}; its allowed_actions tell what can be done now.", ("need_status", StateCode.Of(need.Status)))
        {
            Preconditions = [new Precondition("NEED_STATUS", need.Id.ToString(), reason)],
            Localized = new("Palvelutarpeen tila ei salli tätä.", "Servicebehovets status tillåter inte detta.", "The need's status does not allow this."),
        };

    public static DomainException DayBeforePrevious(DateOnly previous) =>
        new(ErrorKind.InvalidArgument, "DAY_BEFORE_PREVIOUS", "The day should not be before the status that the need has.",
            ("field", "effective_on"), ("not_before", PagingKeys.DayKey(previous)));
}
