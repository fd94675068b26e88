using System.Globalization;
using Tyokyky.Records;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.Domain;

/// <summary>How a referral refuses.</summary>
internal static class ReferralErrors
{
    public static DomainException Blocked(string reason, Referral referral, ReferralTask task, Relation side) =>
        new(ErrorKind.FailedPrecondition, reason, "The task does not allow this now; GetAllowedActions tells what can be done.",
        [
            // Who was only asked learns who has it, and no more.
            .. (side & ~Relation.Asked) == Relation.None && side != Relation.None
                ? Array.Empty<(string, string)>()
                : [("task_status", StateCode.Of(task.Status)), ("decided_by", task.DecidedBy)],
            ("decided_by_organisation", task.DecidedBy.Length == 0 ? "" : task.Status == TaskStatus.Cancelled ? task.Sender : task.Receiver),
            ("decided_at", task.DecidedAt?.ToString("O", CultureInfo.InvariantCulture) ?? ""),
            .. reason == "DRAFT_INCOMPLETE" ? [("missing", string.Join(',', referral.Missing(task)))] : Array.Empty<(string, string)>(),
        ])
        {
            Preconditions = [new Precondition("TASK_STATUS", task.Id.ToString(), reason)],
            Localized = new("Tehtävän tila ei salli tätä.", "Uppgiftens status tillåter inte detta.", "The task's status does not allow this."),
        };

    public static DomainException NoAcceptedTask() =>
        new(ErrorKind.FailedPrecondition, "NO_ACCEPTED_TASK", "Only an organisation that has accepted a task of this referral may send a further one.");

    public static DomainException NeedAlreadySent() =>
        new(ErrorKind.FailedPrecondition, "NEED_ALREADY_SENT", "Others have read the need already; a revised task says in its revision_note what is new.");

    public static DomainException TransferToSelf() =>
        new(ErrorKind.InvalidArgument, "TRANSFER_TO_SELF", "to_unit_id should be another unit when the organisation stays the same.", ("field", "to_unit_id"));

    public static DomainException UnknownUnit() =>
        new(ErrorKind.InvalidArgument, "UNKNOWN_UNIT", "to_unit_id should be a unit of the organisation that the task is offered to; ListUnits names them.", ("field", "to_unit_id"));

    public static DomainException InPast(string field, DateTimeOffset planned) =>
        new(ErrorKind.InvalidArgument, "APPOINTMENT_IN_PAST", "A meeting should not begin before it was planned.",
            ("field", field), ("not_before", planned.ToString("O", CultureInfo.InvariantCulture)));

    public static DomainException TimeNotOffered() =>
        new(ErrorKind.InvalidArgument, "APPOINTMENT_TIME_NOT_OFFERED", "starts_at should be one of the offered times.", ("field", "starts_at"));

    public static DomainException DocumentNeedsTask() =>
        new(ErrorKind.FailedPrecondition, "DOCUMENT_NEEDS_TASK", "Only the referral's sender adds a document for all its parties; task_id should name a task.");

    public static DomainException DocumentNotYours() =>
        new(ErrorKind.FailedPrecondition, "DOCUMENT_NOT_YOURS", "The reference was added by another organisation, or is no more.");

    public static DomainException TooManyDocuments(int most) =>
        new(ErrorKind.FailedPrecondition, "TOO_MANY_DOCUMENTS", "The referral has as many references to documents as it may have.", ("most", most.ToString(CultureInfo.InvariantCulture)));

    public static DomainException UnknownTask() =>
        new(ErrorKind.InvalidArgument, "UNKNOWN_TASK", "task_id should be a task of this referral of which your organisation is a side.", ("field", "task_id"));

    public static DomainException BeforePrevious(DateTimeOffset previous) =>
        new(ErrorKind.InvalidArgument, "EFFECTIVE_TIME_BEFORE_PREVIOUS", "The time should not be before what happened last.",
            ("field", "effective_at"), ("not_before", previous.ToString("O", CultureInfo.InvariantCulture)));

    public static DomainException ReferenceTaken() =>
        new(ErrorKind.AlreadyExists, "EXTERNAL_REFERENCE_TAKEN", "Your organisation has given this external reference to another resource.", ("field", "external_references"));

    public static DomainException UnknownOrganisation(string field) =>
        new(ErrorKind.InvalidArgument, "UNKNOWN_ORGANISATION", $"{field} should be the Y-tunnus of a registered organisation; ListOrganisations names them.", ("field", field));

    public static DomainException ServiceNotOffered(IEnumerable<string> offered) =>
        new(ErrorKind.InvalidArgument, "SERVICE_NOT_OFFERED", "service should be one that the receiver offers.", ("field", "service"), ("offered", string.Join(',', offered)));
}
