using System.Globalization;

namespace Tyokyky.JobCoaching.Results;

/// <summary>How results refuse.</summary>
internal static class ResultErrors
{
    public static DomainException JobEnded(Job job) =>
        new(
            ErrorKind.FailedPrecondition,
            "JOB_ENDED",
            "The job's end is recorded already.",
            ("ended_on", job.EndedOn?.ToString("O", CultureInfo.InvariantCulture) ?? ""))
        {
            Preconditions = [new Precondition("JOB_STATE", job.Id.ToString(), "JOB_ENDED")],
        };
}
