namespace Tyokyky.ServiceDefaults;

internal static class AccessErrors
{
    public static DomainException NoRelation() => new(ErrorKind.PermissionDenied, "NO_RELATION", "The caller has no relation to such an object.")
    {
        Localized = new("Sinulla ei ole oikeutta tähän tietoon.", "Du har inte rätt till denna uppgift.", "You have no right to this information."),
    };
}
