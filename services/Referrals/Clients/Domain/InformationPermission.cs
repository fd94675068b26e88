using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Clients;

/// <summary>A client's permission (suostumus, luovutuslupa) or prohibition (kielto).</summary>
internal sealed record InformationPermission : IAggregate<InformationPermission>
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

    /// <summary>True while it opens nothing: neither the client nor the discloser gave it.</summary>
    public bool AwaitsConfirmation { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>The organisation that confirmed it; empty: the client, or nobody.</summary>
    public string ConfirmedBy { get; init; } = "";

    public DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>How and where the client's word on the withdrawal is, and which organisation recorded it (empty: the client).</summary>
    public WithdrawalWord Withdrawal { get; init; } = new("", "", "");

    public long Version { get; init; } = 1;

    public string ObjectType => "permission";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public InformationPermission At(long version) => this with { Version = version };

    /// <summary>The code that facts carry.</summary>
    public string KindCode => Kind switch
    {
        PermissionKind.Consent => "consent",
        PermissionKind.DisclosurePermission => "disclosure-permission",
        _ => "prohibition",
    };

    public bool IsProhibition => Kind == PermissionKind.Prohibition;

    /// <summary>A permission is the client's or the discloser's to give; a prohibition opens nothing, so whoever may record it may do so.</summary>
    public bool IsGivenBy(Caller caller) => IsProhibition || caller.IsClient(ClientId) || IsDiscloser(caller);

    /// <summary>What organisations are to it as the ones that may end it: whom a prohibition is against never, or it would protect from nobody.</summary>
    public bool MayEnd(Caller caller) => IsProhibition ? IsDiscloser(caller) : IsKnownTo(caller.Organisation);

    public bool IsDiscloser(Caller caller) => caller.ActsForOrganisation() && caller.Organisation == FromOrganisation;

    /// <summary>The same thing again: nothing that the other would open or close is not opened or closed by this one.</summary>
    public bool Includes(InformationPermission other) =>
        WithdrawnAt is null && (Kind, Scope, FromOrganisation, ToOrganisation) == (other.Kind, other.Scope, other.FromOrganisation, other.ToOrganisation)
        && ValidFrom <= other.ValidFrom && (ValidTo is not { } last || (other.ValidTo is { } otherLast && otherLast <= last));

    public bool IsValidOn(DateOnly day) => WithdrawnAt is null && !AwaitsConfirmation && new Validity(ValidFrom, ValidTo).Covers(day);

    public bool Covers(string scope, string from, string to) =>
        (Scope == scope || Scope == DisclosureScopes.All) && FromOrganisation == from && ToOrganisation == to;

    /// <summary>An organisation knows of the permissions that concern it, or that it recorded: the others would tell whose client the client is.</summary>
    public bool IsKnownTo(string organisation) => organisation == FromOrganisation || organisation == ToOrganisation || organisation == RecordedBy;

    public InformationPermission Confirm(string by, string form, string document, DateTimeOffset at) =>
        WithdrawnAt is { } withdrawn ? throw PermissionErrors.AlreadyWithdrawn(withdrawn)
        : !AwaitsConfirmation ? throw PermissionErrors.AlreadyConfirmed()
        : this with
        {
            AwaitsConfirmation = false,
            ConfirmedAt = at,
            ConfirmedBy = by,
            Form = form.Length > 0 ? form : Form,
            Document = document.Length > 0 ? document : Document,
        };

    public InformationPermission Withdraw(WithdrawalWord word, DateTimeOffset at) => WithdrawnAt is { } before
        ? throw PermissionErrors.AlreadyWithdrawn(before)
        : this with { WithdrawnAt = at, Withdrawal = word };
}

/// <summary>The client's word on a withdrawal.</summary>
internal sealed record WithdrawalWord(string Form, string Document, string By);

/// <summary>How permissions refuse.</summary>
internal static class PermissionErrors
{
    public static DomainException AlreadyWithdrawn(DateTimeOffset at) =>
        new(ErrorKind.FailedPrecondition, "PERMISSION_ALREADY_WITHDRAWN", "The permission was withdrawn already.", ("withdrawn_at", Rfc3339.Text(at)));

    public static DomainException NotTheClient() => DomainException.Field("given_by", "NOT_THE_CLIENT", "the client, who gives it here");

    public static DomainException AlreadyConfirmed() =>
        new(ErrorKind.FailedPrecondition, "PERMISSION_ALREADY_CONFIRMED", "The permission is in force: the client or the discloser gave or confirmed it.");

    public static DomainException Forbidden(string to) =>
        new(
            ErrorKind.FailedPrecondition,
            "DISCLOSURE_FORBIDDEN",
            "The client forbids this disclosure; the client can withdraw the prohibition, or on the client's word the organisation that must not disclose.",
            ("to_organisation", to));
}
