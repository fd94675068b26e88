using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Records;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.Domain;

/// <summary>A client's permission (suostumus, luovutuslupa) or prohibition (kielto).</summary>
internal sealed record InformationPermission : IVersioned
{
    public required Guid Id { get; init; }

    public required Guid ClientId { get; init; }

    public required PermissionKind Kind { get; init; }

    public required string Scope { get; init; }

    public required string FromOrganisation { get; init; }

    public required string ToOrganisation { get; init; }

    public required DateOnly ValidFrom { get; init; }

    public required DateOnly? ValidTo { get; init; }

    /// <summary>Who gave it, code of "permission-giver".</summary>
    public string GivenBy { get; init; } = "";

    /// <summary>How it was given, code of "permission-form".</summary>
    public string Form { get; init; } = "";

    /// <summary>Where the signed one is.</summary>
    public string Document { get; init; } = "";

    /// <summary>The organisation that recorded it; empty: the client.</summary>
    public string RecordedBy { get; init; } = "";

    public DateTimeOffset? WithdrawnAt { get; init; }

    public long Version { get; init; } = 1;

    public string ObjectType => "permission";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    /// <summary>The code that facts carry.</summary>
    public string KindCode => Kind switch
    {
        PermissionKind.Consent => "consent",
        PermissionKind.DisclosurePermission => "disclosure-permission",
        _ => "prohibition",
    };

    public bool IsValidOn(DateOnly day) => WithdrawnAt is null && new Validity(ValidFrom, ValidTo).Covers(day);

    public bool Covers(string scope, string from, string to) => (Scope == scope || Scope == DisclosureScopes.All) && FromOrganisation == from && ToOrganisation == to;

    /// <summary>An organisation knows of the permissions that concern it, or that it recorded: the others would tell whose client the client is.</summary>
    public bool IsKnownTo(string organisation) => organisation == FromOrganisation || organisation == ToOrganisation || organisation == RecordedBy;

    public InformationPermission Withdraw(DateTimeOffset at) => WithdrawnAt is { } before
        ? throw PermissionErrors.AlreadyWithdrawn(before)
        : this with { WithdrawnAt = at, Version = Version + 1 };
}

/// <summary>How permissions refuse.</summary>
internal static class PermissionErrors
{
    public static DomainException AlreadyWithdrawn(DateTimeOffset at) =>
        new(ErrorKind.FailedPrecondition, "PERMISSION_ALREADY_WITHDRAWN", "The permission was withdrawn already.", ("withdrawn_at", at.ToString("O")));

    public static DomainException Forbidden(string to) =>
        new(ErrorKind.FailedPrecondition, "DISCLOSURE_FORBIDDEN", "The client forbids this disclosure; only the client can withdraw the prohibition.", ("to_organisation", to))
        {
            Localized = new("Asiakas on kieltänyt tietojen luovuttamisen tälle vastaanottajalle.", "Klienten har förbjudit utlämnande av uppgifter till denna mottagare.", "The client has forbidden disclosure to this receiver."),
        };
}
