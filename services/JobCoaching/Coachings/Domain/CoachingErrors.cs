using System.Globalization;

namespace Tyokyky.JobCoaching.Coachings;

/// <summary>How a coaching refuses.</summary>
internal static class CoachingErrors
{
    public static DomainException Blocked(string reason, Coaching coaching) =>
        new(ErrorKind.FailedPrecondition, reason, $"The coaching is {StateCode.Of(coaching.State)}.", ("coaching_state", StateCode.Of(coaching.State)))
        {
            Preconditions = [new Precondition("COACHING_STATE", coaching.Id.ToString(), reason)],
        };

    public static DomainException ContactEnteredInError(CoachContact contact) =>
        new(ErrorKind.FailedPrecondition, "CONTACT_ENTERED_IN_ERROR", "The contact is marked as a mistake.")
        {
            Preconditions = [new Precondition("CONTACT_STATE", contact.Id.ToString(), "CONTACT_ENTERED_IN_ERROR")],
        };

    public static DomainException DisclosureRefused(Coaching coaching) =>
        new(
            ErrorKind.FailedPrecondition,
            "DISCLOSURE_REFUSED",
            "The client does not wish that employers are told: contacts in the client's name are not made. General contacts with employers are.")
        {
            Preconditions = [new Precondition("DISCLOSURE", coaching.Id.ToString(), "DISCLOSURE_REFUSED")],
        };

    public static DomainException DayBefore(string reason, string field, string of, DateOnly notBefore) =>
        DomainException.Field(field, reason, $"a day not before {of}", ("not_before", notBefore.ToString("O", CultureInfo.InvariantCulture)));

    public static DomainException WorkerUnknown(string field) =>
        DomainException.Field(field, "WORKER_UNKNOWN", "the caller, or a worker that the organisation has registered in Referrals");

    /// <summary>In a contact the employer is part of what was said.</summary>
    public static DomainException UnknownEmployer() =>
        DomainException.Field("employer_id", "EMPLOYER_UNKNOWN", "the id of an employer that EmployerRelations has registered");
}
