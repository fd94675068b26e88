namespace Tyokyky.Referrals.Directory;

/// <summary>How the service directory refuses.</summary>
internal static class DirectoryErrors
{
    public static DomainException Unknown() =>
        new(ErrorKind.NotFound, "DIRECTORY_ENTRY_UNKNOWN", "The directory has no such entry for this caller.", ("field", "entry_id"));

    public static DomainException AudienceNotOpen() =>
        new(ErrorKind.PermissionDenied, "AUDIENCE_NOT_OPEN", "What is told to professionals is read by professionals.", ("field", "audience"));

    public static DomainException Blocked(string reason, DirectoryEntry entry) =>
        DomainException.Blocked(reason, "ENTRY_STATE", entry.Id, ("entry_state", StateCode.Of(entry.State)));

    public static DomainException Incomplete(DirectoryEntry entry, IEnumerable<string> missing) =>
        DomainException.Blocked("ENTRY_INCOMPLETE", "ENTRY_COMPLETE", entry.Id, ("missing", string.Join(',', missing)));

    public static DomainException Over(DirectoryEntry entry, DateOnly validTo) =>
        new(
            ErrorKind.FailedPrecondition,
            "ENTRY_OVER",
            "The entry's last day has passed; UpdateDirectoryEntry gives it a later valid_to.",
            ("valid_to", PagingKeys.DayKey(validTo)))
        {
            Preconditions = [new Precondition("ENTRY_VALID", entry.Id.ToString(), "ENTRY_OVER")],
        };

    public static DomainException OfferNotOfAssociation() =>
        DomainException.Field("details.association_offers", "OFFER_NOT_OF_ASSOCIATION", "empty for others than associations and foundations");

    public static DomainException ProviderKindDisagrees(string kind) =>
        DomainException.Field("details.provider_kind", "PROVIDER_KIND_DISAGREES", "empty or the provider's own kind", ("provider_kind", kind));
}
