namespace Tyokyky.JobCoaching.Openings;

/// <summary>How looking for openings refuses.</summary>
internal static class OpeningErrors
{
    public static DomainException EmployerRelationsUnavailable() =>
        new(ErrorKind.Unavailable, "EMPLOYER_RELATIONS_UNAVAILABLE", "Openings can't be asked for right now; everything else works.")
        {
            RetryAfter = TimeSpan.FromSeconds(3),
        };
}
