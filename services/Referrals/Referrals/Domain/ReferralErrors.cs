using System.Globalization;

namespace Tyokyky.Referrals.Referrals;

/// <summary>How a referral refuses.</summary>
internal static class ReferralErrors
{
    public static DomainException Blocked(string reason, Referral referral, ReferralTask task, Relation side) =>
        DomainException.Blocked(reason, "TASK_STATUS", task.Id,
        [
            // Who was only asked learns who has it, and no more.
            .. (side & ~Relation.Asked) == Relation.None && side != Relation.None
                ? Array.Empty<(string, string)>()
                : [("task_status", StateCode.Of(task.Status)), ("decided_by", task.DecidedBy)],
            ("decided_by_organisation", task.DecidedBy.Length == 0 ? "" : task.Status == TaskStatus.Cancelled ? task.Sender : task.Receiver),
            ("decided_at", task.DecidedAt is { } at ? Rfc3339.Text(at) : ""),
            .. reason == "DRAFT_INCOMPLETE" ? [("missing", string.Join(',', referral.Missing(task)))] : Array.Empty<(string, string)>(),
        ]);

    public static DomainException VoluntarinessNotTold() =>
        DomainException.Field("voluntariness_told", "VOLUNTARINESS_NOT_TOLD", "true: the client is told that the service is voluntary");

    public static DomainException NoAcceptedTask() =>
        new(ErrorKind.FailedPrecondition, "NO_ACCEPTED_TASK",
            "Only the referral's sender and an organisation that has accepted a task of it may send a further one.");

    public static DomainException IsDraft() =>
        new(ErrorKind.FailedPrecondition, "TASK_IS_DRAFT", "Nothing of this referral was sent yet; SubmitDraft sends its first task.");

    public static DomainException NeedAlreadySent() =>
        new(ErrorKind.FailedPrecondition, "NEED_ALREADY_SENT", "Others have read the need already; a revised task says in its revision_note what is new.");

    public static DomainException TransferToSelf() =>
        DomainException.Field("to_unit_id", "TRANSFER_TO_SELF", "another unit when the organisation stays the same");

    public static DomainException UnknownUnit(string field, string whose) =>
        DomainException.Field(field, "UNKNOWN_UNIT", $"a unit of {whose}; ListUnits names them");

    public static DomainException UnknownWorker() =>
        DomainException.Field("professional_id", "UNKNOWN_PROFESSIONAL", "one of the receiver's professionals of today; ListProfessionals names them");

    public static DomainException InPast(string field, DateTimeOffset planned) =>
        DomainException.Field(field, "APPOINTMENT_IN_PAST", "a time not before it was planned",
            ("not_before", Rfc3339.Text(planned)));

    public static DomainException TimeNotOffered() =>
        DomainException.Field("starts_at", "APPOINTMENT_TIME_NOT_OFFERED", "one of the offered times");

    public static DomainException DocumentNeedsTask() =>
        new(ErrorKind.FailedPrecondition, "DOCUMENT_NEEDS_TASK", "Only the referral's sender adds a document for all its parties; task_id should name a task.");

    public static DomainException DocumentNotYours() =>
        new(ErrorKind.FailedPrecondition, "DOCUMENT_NOT_YOURS", "The reference was added by another organisation, or is no more.");

    public static DomainException TooManyDocuments(int most) =>
        new(ErrorKind.FailedPrecondition, "TOO_MANY_DOCUMENTS", "The referral has as many references to documents as it may have.",
            ("most", most.ToString(CultureInfo.InvariantCulture)));

    public static DomainException UnknownTask() =>
        DomainException.Field("task_id", "UNKNOWN_TASK", "a task of this referral of which your organisation is a side");

    public static DomainException BeforePrevious(DateTimeOffset previous, string field = "effective_at") =>
        DomainException.Field(field, "EFFECTIVE_TIME_BEFORE_PREVIOUS", "a time not before what happened last",
            ("not_before", Rfc3339.Text(previous)));
}
