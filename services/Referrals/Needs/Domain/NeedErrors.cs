namespace Tyokyky.Referrals.Needs;

/// <summary>How needs refuse.</summary>
internal static class NeedErrors
{
    public static DomainException Blocked(string reason, ServiceNeed need) =>
        DomainException.Blocked(reason, "NEED_STATUS", need.Id, ("need_status", StateCode.Of(need.Status)));

    public static DomainException DayBeforePrevious(DateOnly previous) =>
        DomainException.Field(
            "effective_on", "DAY_BEFORE_PREVIOUS", "a day not before the status that the need has", ("not_before", PagingKeys.DayKey(previous)));
}
