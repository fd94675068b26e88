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

    /// <summary>In a contact the employer is part of what was said.</summary>
    public static DomainException UnknownEmployer() =>
        DomainException.Field("employer_id", "EMPLOYER_UNKNOWN", "the id of an employer that EmployerRelations has registered");

    /// <summary>A result waits for its employer to be known here.</summary>
    public static DomainException EmployerNotKnownYet(Guid employerId) =>
        new(
            ErrorKind.FailedPrecondition,
            "EMPLOYER_UNKNOWN",
            "No such employer is known here; a just registered one is within a second.",
            ("field", "employer_id"))
        {
            Preconditions = [new Precondition("EMPLOYER", employerId.ToString(), "EMPLOYER_UNKNOWN")],
            RetryAfter = TimeSpan.FromSeconds(1),
        };

    public static DomainException EmployerRelationsUnavailable() =>
        new(ErrorKind.Unavailable, "EMPLOYER_RELATIONS_UNAVAILABLE", "Openings can't be asked for right now; everything else works.")
        {
            RetryAfter = TimeSpan.FromSeconds(3),
        };
}
