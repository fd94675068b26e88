namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>How meetings, what they agree on and whom they name refuse.</summary>
internal static class MeetingErrors
{
    public static DomainException Blocked(string reason, Meeting meeting) => Blocked(reason, meeting.Id, StateCode.Of(meeting.State));

    public static DomainException Blocked(string reason, Guid id, string state) =>
        new(ErrorKind.FailedPrecondition, reason, $"Its state is {state}.", ("state", state))
        {
            Preconditions = [new Precondition("STATE", id.ToString(), reason)],
        };

    public static DomainException CaseNotHandled(Guid caseId) =>
        new(ErrorKind.FailedPrecondition, "CASE_NOT_HANDLED", "The meeting did not handle this case.", ("case_id", caseId.ToString()));

    public static DomainException NamingOpen() =>
        new(ErrorKind.AlreadyExists, "NAMING_OPEN", "Another naming of the client's case manager waits for its answer; it can be withdrawn.");

    public static DomainException ClientNotAgreed(string field) =>
        DomainException.Field(field, "CLIENT_NOT_AGREED", "true: another organisation learns of the client by the client's agreement alone");

    public static DomainException NotOnAgenda(string field) => DomainException.Field(field, "NOT_ON_AGENDA", "a case on the meeting's agenda");

    public static DomainException DayBeforeMeeting(string field, DateOnly day) =>
        DomainException.Field(field, "DAY_BEFORE_MEETING", "a day not before the meeting", ("not_before", PagingKeys.DayKey(day)));

    public static DomainException DayAfterAction(DateOnly due) =>
        DomainException.Field("held_on", "DAY_AFTER_ACTION", "a day not after that of an agreed action", ("not_after", PagingKeys.DayKey(due)));

    public static DomainException OnlyForWorkers(string field) =>
        DomainException.Field(field, "ONLY_FOR_WORKERS", "empty: the client does it");
}
