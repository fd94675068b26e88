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

    private static DomainException Refuse(string reason, string field, string right, LocalizedText? localized = null) =>
        new(ErrorKind.InvalidArgument, reason, $"{field} should be {right}.", ("field", field)) { FieldViolations = [new FieldViolation(field, reason, right)], Localized = localized };
}
