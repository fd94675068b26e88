namespace Tyokyky.Referrals.Clients;

/// <summary>How the client register refuses. The code itself is never echoed.</summary>
internal static class ClientErrors
{
    public static DomainException WrongCode(string field, string wrongPart)
    {
        var (fi, right) = wrongPart switch
        {
            "LENGTH" => ("pituus", "eleven characters, DDMMYYCNNNQ"),
            "DATE" => ("päivämäärä", "an existing day DDMMYY"),
            "SIGN" => ("välimerkki", "one of + - Y X W V U A B C D E F as the seventh character"),
            "INDIVIDUAL_NUMBER" => ("yksilönumero", "an individual number from 002 to 999"),
            _ => ("tarkistusmerkki", "the right check character as the last"),
        };
        var reason = "PERSONAL_IDENTITY_CODE_" + wrongPart;
        return new(ErrorKind.InvalidArgument, reason, $"{field} should be {right}.", ("field", field))
        {
            FieldViolations = [new FieldViolation(field, reason, right)],
            Localized = new($"Henkilötunnuksen {fi} on virheellinen.", "Personbeteckningen är felaktig.", $"The personal identity code should have {right}."),
        };
    }

    public static DomainException TemporaryCode(string field) =>
        DomainException.Field(field, "PERSONAL_IDENTITY_CODE_TEMPORARY", "a code of a registered person; 900–999 is accepted in a sandbox alone");

    public static DomainException BirthDateDisagrees(string field) =>
        DomainException.Field(field, "BIRTH_DATE_DISAGREES", "the day that the personal identity code says, or absent");

    public static DomainException BirthDateImpossible(string field, DateOnly today) =>
        DomainException.Field(field, "BIRTH_DATE_IMPOSSIBLE", BirthDates.WhatWouldBeRight(today));

    public static DomainException NonDisclosureEndReasonMissing() =>
        DomainException.Field("non_disclosure_end_reason", "FIELD_REQUIRED", "why the non-disclosure order ends");

    /// <summary>The days themselves are in the records, not in the refusal.</summary>
    public static DomainException BirthDatesDiffer() =>
        new(
            ErrorKind.FailedPrecondition,
            "BIRTH_DATES_DIFFER",
            "The two were born on different days; birth_date should repeat that of the client who is kept, when they are one person all the same.",
            ("field", "birth_date"))
        {
            Localized = new(
                "Asiakkailla on eri syntymäaika. Varmista, että he ovat sama henkilö.",
                "Klienterna har olika födelsedatum. Kontrollera att de är samma person.",
                "The clients have different days of birth. Make sure that they are one person."),
        };

    public static DomainException BirthDateOfKept() =>
        DomainException.Field("birth_date", "BIRTH_DATE_DISAGREES", "that of the client who is kept, which UpdateClient corrects first if need be");

    public static DomainException SearchTermMissing() =>
        DomainException.Field(
            "personal_identity_code", "SEARCH_TERM_MISSING", "given, or external_reference, or family_name_prefix with at least two characters");

    public static DomainException SameClient(string field) => DomainException.Field(field, "SAME_CLIENT", "another client than the first");

    public static DomainException NotKnownThen() =>
        new(ErrorKind.NotFound, "NOT_KNOWN_THEN", "The record did not exist at that time.", ("field", "as_known_at"));

    public static DomainException CodeKnown() =>
        new(
            ErrorKind.FailedPrecondition,
            "PERSONAL_IDENTITY_CODE_KNOWN",
            "The client has another personal identity code already.",
            ("field", "personal_identity_code"));

    public static DomainException CodeOfOwnClient(Guid client) =>
        new(
            ErrorKind.FailedPrecondition,
            "CODE_OF_OWN_CLIENT",
            "Another client of your organisation's has this code; MergeClients makes them one.",
            ("field", "personal_identity_code"),
            ("client_id", client.ToString()));

    public static DomainException AlreadyMerged() => new(ErrorKind.FailedPrecondition, "ALREADY_MERGED", "The two are one client already.");

    public static DomainException CodesDiffer() =>
        new(ErrorKind.FailedPrecondition, "PERSONAL_IDENTITY_CODES_DIFFER", "Both have a personal identity code, and not the same: they are two persons.");

    public static DomainException ManagedElsewhere() =>
        new(
            ErrorKind.FailedPrecondition,
            "CASE_MANAGED_ELSEWHERE",
            "Somebody answers for the client already whom your organisation does not know of; the client can tell who, or permit it.")
        {
            Localized = new(
                "Asiakkaalla on jo asiakasvastaava. Sovi asiakkaan kanssa.",
                "Kunden har redan en ansvarig person. Kom överens med kunden.",
                "The client has a case manager already. Agree with the client."),
        };
}
