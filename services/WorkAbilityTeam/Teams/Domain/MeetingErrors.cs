namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>How meetings, what they agree on and whom they name refuse.</summary>
internal static class MeetingErrors
{
    public static DomainException Blocked(string reason, Meeting meeting) => Blocked(reason, meeting.Id, StateCode.Of(meeting.State));

    public static DomainException Blocked(string reason, Guid id, string state) =>
        new(ErrorKind.FailedPrecondition, reason, Said(reason).En, ("state", state))
        {
            Preconditions = [new Precondition("STATE", id.ToString(), reason)],
            Localized = Said(reason),
        };

    public static DomainException CaseNotHandled(Guid caseId) =>
        new(ErrorKind.FailedPrecondition, "CASE_NOT_HANDLED", "The meeting did not handle this case.", ("case_id", caseId.ToString()))
        {
            Localized = new("Kokous ei käsitellyt tätä asiakastapausta.", "Mötet behandlade inte detta fall.", "The meeting did not handle this case."),
        };

    public static DomainException NamingOpen() =>
        new(ErrorKind.AlreadyExists, "NAMING_OPEN", "Another naming of the client's case manager waits for its answer; it can be withdrawn.")
        {
            Localized = new(
                "Asiakkaan vastaavaa on jo pyydetty toiselta organisaatiolta.",
                "En annan organisation har redan tillfrågats om klientansvaret.",
                "Another organisation has been asked for the case manager already."),
        };

    public static DomainException ClientNotAgreed(string field) =>
        DomainException.Field(field, "CLIENT_NOT_AGREED", "true: another organisation learns of the client by the client's agreement alone");

    public static DomainException NotOnAgenda(string field) => DomainException.Field(field, "NOT_ON_AGENDA", "a case on the meeting's agenda");

    public static DomainException DayBeforeMeeting(string field, DateOnly day) =>
        DomainException.Field(field, "DAY_BEFORE_MEETING", "a day not before the meeting", ("not_before", PagingKeys.DayKey(day)));

    public static DomainException DayAfterAction(DateOnly due) =>
        DomainException.Field("held_on", "DAY_AFTER_ACTION", "a day not after that of an agreed action", ("not_after", PagingKeys.DayKey(due)));

    public static DomainException OnlyForWorkers(string field) =>
        DomainException.Field(field, "ONLY_FOR_WORKERS", "empty: the client does it");

    private static LocalizedText Said(string reason) => reason switch
    {
        "MEETING_NOT_HELD" => new("Kokousta ei ole vielä pidetty.", "Mötet har inte hållits ännu.", "The meeting has not been held yet."),
        "MEETING_HELD" => new("Kokous on jo pidetty.", "Mötet har redan hållits.", "The meeting has been held already."),
        "MINUTES_READY" => new("Pöytäkirja on jo valmis.", "Protokollet är redan klart.", "The minutes are ready already."),
        "MEETING_CANCELLED" => new("Kokous on peruttu.", "Mötet är inställt.", "The meeting was cancelled."),
        "MEETING_ENTERED_IN_ERROR" => new(
            "Kokous on merkitty virheelliseksi.", "Mötet är markerat som felaktigt.", "The meeting was recorded by mistake."),
        "ACTION_DONE" => new("Toimenpide on jo tehty.", "Åtgärden är redan utförd.", "The action is done already."),
        "ACTION_CANCELLED" => new("Toimenpide on peruttu.", "Åtgärden är inställd.", "The action was cancelled."),
        "ACTION_ENTERED_IN_ERROR" => new(
            "Toimenpide on merkitty virheelliseksi.", "Åtgärden är markerad som felaktig.", "The action was recorded by mistake."),
        "NAMING_WITHDRAWN" => new("Pyyntö on peruttu.", "Förfrågan har återtagits.", "What was asked was taken back."),
        _ => new("Pyyntöön on jo vastattu.", "Förfrågan är redan besvarad.", "What was asked is answered already."),
    };
}
