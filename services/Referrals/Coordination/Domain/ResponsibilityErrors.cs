namespace Tyokyky.Referrals.Coordination;

/// <summary>How responsibilities, deputies and full-time equivalents refuse.</summary>
internal static class ResponsibilityErrors
{
    public static DomainException AlreadyResponsible() =>
        new(ErrorKind.AlreadyExists, "ALREADY_RESPONSIBLE", "This worker has this role for the client already.");

    public static DomainException AlreadyAnswered() =>
        new(ErrorKind.FailedPrecondition, "ALREADY_ANSWERED", "The client's word on this person is recorded already.");

    public static DomainException Ended(DateOnly on) =>
        new(ErrorKind.FailedPrecondition, "RESPONSIBILITY_ENDED", "The responsibility has ended.", ("to_day", PagingKeys.DayKey(on)));

    public static DomainException DayBeforePrevious(string field, DateOnly first) =>
        DomainException.Field(field, "DAY_BEFORE_PREVIOUS", "a day not before the first", ("not_before", PagingKeys.DayKey(first)));

    public static DomainException DeputyOverlaps(Deputy other) =>
        new(
            ErrorKind.AlreadyExists,
            "DEPUTY_OVERLAPS",
            "The worker has a deputy on some of these days.",
            ("from_day", PagingKeys.DayKey(other.FromDay)),
            ("to_day", PagingKeys.DayKey(other.ToDay)));

    public static DomainException DeputyEnded(DateOnly on) =>
        new(ErrorKind.FailedPrecondition, "DEPUTY_ENDED", "The deputy's time ends by then already.", ("to_day", PagingKeys.DayKey(on)));

    public static DomainException FullTimeEquivalentOverlaps() =>
        new(ErrorKind.AlreadyExists, "FULL_TIME_EQUIVALENT_OVERLAPS", "An entry of this worker, role and programme begins on that day or later.");

    public static DomainException NoClients() =>
        new(ErrorKind.NotFound, "NO_CLIENTS", "The worker is case manager of none of the clients that are asked for.");
}
