namespace Tyokyky.Referrals.Clients;

/// <summary>How the client register refuses. The code itself is never echoed.</summary>
internal static class ClientErrors
{
    public static DomainException WrongCode(string field, string wrongPart)
    {
        var right = wrongPart switch
        {
            "LENGTH" => "eleven characters, DDMMYYCNNNQ",
            "DATE" => "an existing day DDMMYY at its beginning",
            "SIGN" => "one of + - Y X W V U A B C D E F as the seventh character",
            "INDIVIDUAL_NUMBER" => "an individual number from 002 to 999",
            _ => "the right check character as the last",
        };
        return DomainException.Field(field, "PERSONAL_IDENTITY_CODE_" + wrongPart, "a personal identity code with " + right);
    }

    public static DomainException TemporaryCode(string field) =>
        DomainException.Field(field, "PERSONAL_IDENTITY_CODE_TEMPORARY", "a code of a registered person; 900–999 is accepted in a sandbox alone");

    public static DomainException BirthDateDisagrees(string field) =>
        DomainException.Field(field, "BIRTH_DATE_DISAGREES", "the day that the personal identity code says, or absent");

    /// <summary>Of a code whose own day is another than the client's: there is no other field to mend.</summary>
    public static DomainException CodeOfAnotherDay(string field) =>
        DomainException.Field(
            field, "BIRTH_DATE_DISAGREES", "a personal identity code that says the client's birth date; UpdateClient corrects that one first");

    public static DomainException CodeOfImpossibleDay(string field, DateOnly today) =>
        DomainException.Field(field, "BIRTH_DATE_IMPOSSIBLE", "a personal identity code " + BirthDates.WhatWouldBeRight(today));

    public static DomainException NonDisclosureEndReasonMissing() =>
        DomainException.Field("non_disclosure_end_reason", "FIELD_REQUIRED", "why the non-disclosure order ends");

    /// <summary>The days themselves are in the records, not in the refusal.</summary>
    public static DomainException BirthDatesDiffer() =>
        new(
            ErrorKind.FailedPrecondition,
            "BIRTH_DATES_DIFFER",
            "The two were born on different days; birth_date should repeat that of the client who is kept, when they are one person all the same.",
            ("field", "birth_date"));

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
            "Somebody answers for the client already whom your organisation does not know of; the client can tell who, or permit it.");
}
