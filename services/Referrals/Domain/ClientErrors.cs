using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.Domain;

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
        return Refuse("PERSONAL_IDENTITY_CODE_" + wrongPart, field, right, new LocalizedText($"Henkilötunnuksen {fi} on virheellinen.", "Personbeteckningen är felaktig.", $"The personal identity code should have {right}."));
    }

    public static DomainException TemporaryCode(string field) =>
        Refuse("PERSONAL_IDENTITY_CODE_TEMPORARY", field, "a code of a registered person; 900–999 is accepted in a sandbox alone");

    public static DomainException BirthDateDisagrees(string field) => Refuse("BIRTH_DATE_DISAGREES", field, "the day that the personal identity code says, or absent");

    public static DomainException MaskInvalid(string path) => Refuse("FIELD_MASK_INVALID", "update_mask", $"fields of client that can be changed, which {path} is not");

    public static DomainException SearchTermMissing() => Refuse("SEARCH_TERM_MISSING", "personal_identity_code", "given, or external_reference, or family_name_prefix with at least two characters");

    public static DomainException SameClient(string field) => Refuse("SAME_CLIENT", field, "another client than the first");

    public static DomainException NotKnownThen() => new(ErrorKind.NotFound, "NOT_KNOWN_THEN", "The record did not exist at that time.", ("field", "as_known_at"));

    public static DomainException CodeKnown() =>
        new(ErrorKind.FailedPrecondition, "PERSONAL_IDENTITY_CODE_KNOWN", "The client has another personal identity code already.", ("field", "personal_identity_code"));

    public static DomainException CodeOfOwnClient(Guid client) =>
        new(ErrorKind.FailedPrecondition, "CODE_OF_OWN_CLIENT", "Another client of your organisation's has this code; MergeClients makes them one.", ("field", "personal_identity_code"), ("client_id", client.ToString()));

    public static DomainException AlreadyMerged() => new(ErrorKind.FailedPrecondition, "ALREADY_MERGED", "The two are one client already.");

    public static DomainException CodesDiffer() =>
        new(ErrorKind.FailedPrecondition, "PERSONAL_IDENTITY_CODES_DIFFER", "Both have a personal identity code, and not the same: they are two persons.");

    private static DomainException Refuse(string reason, string field, string right, LocalizedText? localized = null) =>
        new(ErrorKind.InvalidArgument, reason, $"{field} should be {right}.", ("field", field)) { FieldViolations = [new FieldViolation(field, reason, right)], Localized = localized };
}
