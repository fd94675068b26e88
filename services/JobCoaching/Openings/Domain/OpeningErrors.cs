namespace Tyokyky.JobCoaching.Openings;

/// <summary>How looking for openings refuses.</summary>
internal static class OpeningErrors
{
    public static DomainException EmployerRelationsUnavailable() =>
        new(ErrorKind.Unavailable, "EMPLOYER_RELATIONS_UNAVAILABLE", "Openings can't be asked for right now; everything else works.")
        {
            Localized = new(
                "Avoimia työpaikkoja ei juuri nyt voi hakea. Yritä hetken kuluttua uudelleen.",
                "Lediga platser kan inte sökas just nu. Försök igen om en stund.",
                "Openings cannot be looked for right now. Try again in a moment."),
            RetryAfter = TimeSpan.FromSeconds(3),
        };
}
