namespace Tyokyky.Referrals.Coordination;

/// <summary>How a contact refuses.</summary>
internal static class ContactErrors
{
    public static DomainException OutcomeAlreadyRecorded(string outcome) =>
        new(ErrorKind.FailedPrecondition, "OUTCOME_ALREADY_RECORDED", "The contact has this outcome already.", ("outcome", outcome));

    public static DomainException AlreadyNamed() =>
        new(ErrorKind.FailedPrecondition, "CONTACT_ALREADY_NAMED", "The contact names its client already.");

    public static DomainException Anonymous() =>
        new(ErrorKind.FailedPrecondition, "CONTACT_ANONYMOUS", "The contact names no client; NameContactClient does, once the client has agreed.");

    public static DomainException EnteredInError(string reason) =>
        new(
            ErrorKind.FailedPrecondition,
            "CONTACT_ENTERED_IN_ERROR",
            "The contact was recorded by mistake; RecordContact records the right one.",
            ("reason", reason));

    public static DomainException FollowUpsOpen() =>
        new(
            ErrorKind.FailedPrecondition,
            "FOLLOW_UPS_OPEN",
            "A consultation or network meeting of the contact is open; EndContactFollowUp, or the meeting's end, comes first.");

    public static DomainException FollowUpEnded(DateOnly? on) =>
        new(ErrorKind.FailedPrecondition, "FOLLOW_UP_ENDED", "It was held or cancelled already.", ("ended_on", on is { } day ? PagingKeys.DayKey(day) : ""));

    public static DomainException Unknown(string field) =>
        DomainException.Field(field, "UNKNOWN_CONTACT", "a contact of your organisation that names this client");

    public static DomainException AlreadyConvened(Guid? meetingId) =>
        new(
            ErrorKind.FailedPrecondition,
            "ALREADY_CONVENED",
            "A meeting is convened for this follow-up; what becomes of the meeting becomes of it.",
            ("meeting_id", meetingId?.ToString() ?? ""));
}
