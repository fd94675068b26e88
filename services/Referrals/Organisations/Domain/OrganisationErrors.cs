using System.Globalization;

namespace Tyokyky.Referrals.Organisations;

/// <summary>How the register of organisations refuses.</summary>
internal static class OrganisationErrors
{
    public static DomainException Unknown() =>
        new(ErrorKind.NotFound, "ORGANISATION_UNKNOWN", "No organisation with this id is registered.", ("field", "organisation_id"));

    /// <summary>No organisation has it; what is no Y-tunnus at all is told as that.</summary>
    public static DomainException Unregistered(string field, string id) => !BusinessId.IsValid(id)
        ? DomainException.Field(field, "BUSINESS_ID_INVALID", CodeChecks.RightBusinessId)
        : DomainException.Field(field, "UNKNOWN_ORGANISATION", "the Y-tunnus of a registered organisation; ListOrganisations names them");

    public static DomainException ServiceNotOffered(string field, bool isReceiver, IEnumerable<string> offered) =>
        DomainException.Field(
            field,
            "SERVICE_NOT_OFFERED",
            isReceiver ? "of a receiver that offers the service" : "one that the receiver offers",
            ("offered", string.Join(',', offered)));

    public static DomainException KindByOperator() =>
        new(
            ErrorKind.PermissionDenied,
            "KIND_BY_OPERATOR",
            "An operator registers an organisation and changes its kind; its own manager changes the rest.",
            ("field", "kind"));

    public static DomainException PartUnknown(string what) =>
        new(ErrorKind.NotFound, what.ToUpperInvariant() + "_UNKNOWN", $"No {what} with this id is registered.", ("field", what + "_id"));

    public static DomainException UnknownUnit() => DomainException.Field("unit_id", "UNKNOWN_UNIT", "a registered unit; ListUnits names them");

    public static DomainException OfAnotherOrganisation(string field) =>
        new(ErrorKind.FailedPrecondition, "OF_ANOTHER_ORGANISATION", $"{field} should belong to the organisation that the request names.", ("field", field));

    public static DomainException NotOffered(IEnumerable<string> offered) =>
        DomainException.Field("services", "SERVICE_NOT_OFFERED", "among those that the organisation offers", ("offered", string.Join(',', offered)));

    public static DomainException Overlaps(AreaOverlap with) =>
        new(ErrorKind.FailedPrecondition, "AREA_OVERLAPS", "Somebody answers for this service in this municipality on some of these days.",
            ("municipality", with.Municipality),
            ("service", with.Service),
            ("organisation_id", with.Organisation),
            ("area_id", with.Area.ToString()),
            ("valid_from", Text(with.From)),
            ("valid_to", with.To is { } last ? Text(last) : ""));

    public static DomainException NoReceiver() =>
        new(ErrorKind.NotFound, "NO_RECEIVER", "Nobody answers for this service in this municipality on that day, and nobody offers it.");

    public static DomainException Ended(Organisation organisation, string field) =>
        DomainException.Field(
            field,
            "ORGANISATION_NOT_VALID",
            "an organisation that is valid on the day; its successor may go on with its tasks",
            ("successor", organisation.Successor));

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>Who answers already.</summary>
internal sealed record AreaOverlap(string Municipality, string Service, string Organisation, Guid Area, DateOnly From, DateOnly? To);
