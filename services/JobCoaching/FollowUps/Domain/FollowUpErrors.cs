namespace Tyokyky.JobCoaching.FollowUps;

/// <summary>How follow-ups refuse.</summary>
internal static class FollowUpErrors
{
    public static DomainException Blocked(string reason, ClientFollowUp followUp) =>
        new(
            ErrorKind.FailedPrecondition, reason, "The follow-up does not allow it as it now is; GetAllowedFollowUpActions says what it allows.",
            ("follow_up_id", followUp.Id.ToString()), ("state", StateCode.Of(followUp.State)))
        {
            Preconditions = [new Precondition("FOLLOW_UP_STATE", followUp.Id.ToString(), reason)],
        };

    public static DomainException DayTooEarly(string field, DateOnly notBefore) =>
        DomainException.Field(field, "DAY_BEFORE_FOLLOW_UP", "a day not so long before the follow-up's", ("not_before", PagingKeys.DayKey(notBefore)));

    public static DomainException DayBeforePrevious(string field, DateOnly notBefore) =>
        DomainException.Field(field, "DAY_BEFORE_PREVIOUS", "a day not before the last attempt", ("not_before", PagingKeys.DayKey(notBefore)));

    public static DomainException DayNotAhead(string field) => DomainException.Field(field, "DAY_NOT_AHEAD", "today or a later day");

    public static DomainException WorkerUnknown() =>
        DomainException.Field("owner", "WORKER_UNKNOWN", "the caller, or a worker that the organisation has registered in Referrals");
}
