using System.Globalization;

namespace Tyokyky.JobCoaching.Results;

/// <summary>How results refuse.</summary>
internal static class ResultErrors
{
    /// <summary>A result waits for its employer to be known here.</summary>
    public static DomainException EmployerNotKnownYet(Guid employerId, string field) =>
        new(
            ErrorKind.FailedPrecondition,
            "EMPLOYER_UNKNOWN",
            "No such employer is known here; a just registered one is within a second.",
            ("field", field))
        {
            Preconditions = [new Precondition("EMPLOYER", employerId.ToString(), "EMPLOYER_UNKNOWN")],
            RetryAfter = TimeSpan.FromSeconds(1),
        };

    public static DomainException Ended(Result result) =>
        new(
            ErrorKind.FailedPrecondition,
            result.IsJob ? "JOB_ENDED" : "RESULT_ENDED",
            result.IsJob ? "The job's end is recorded already." : "The result's end is recorded already.",
            ("ended_on", result.Details.EndedOn?.ToString("O", CultureInfo.InvariantCulture) ?? ""))
        {
            Preconditions = [new Precondition("RESULT_STATE", result.Id.ToString(), result.IsJob ? "JOB_ENDED" : "RESULT_ENDED")],
        };

    public static DomainException EnteredInError(Result result) => Refused(
        result,
        "RESULT_ENTERED_IN_ERROR",
        "The result is marked as a mistake.");

    public static DomainException NoJob(Result result) => Refused(
        result,
        "RESULT_NO_JOB",
        "That is of employment relations alone.");

    public static DomainException SubsidyUnchanged(Result result) => Refused(
        result,
        "PAY_SUBSIDY_UNCHANGED",
        "The pay subsidy is so already.");

    /// <summary>Nothing counts twice: whoever wants to tell it otherwise corrects it.</summary>
    public static DomainException AlreadyRecorded(Guid resultId) =>
        new(
            ErrorKind.AlreadyExists,
            "RESULT_ALREADY_RECORDED",
            "The same is recorded already: CorrectResult tells it otherwise.",
            ("result_id", resultId.ToString()))
        {
            Preconditions = [new Precondition("RESULT", resultId.ToString(), "RESULT_ALREADY_RECORDED")],
        };

    public static DomainException DayBefore(string reason, string field, string of, DateOnly notBefore) =>
        DomainException.Field(field, reason, $"a day not before {of}", ("not_before", notBefore.ToString("O", CultureInfo.InvariantCulture)));

    private static DomainException Refused(Result result, string reason, string message) =>
        new(ErrorKind.FailedPrecondition, reason, message)
        {
            Preconditions = [new Precondition("RESULT_STATE", result.Id.ToString(), reason)],
        };
}
