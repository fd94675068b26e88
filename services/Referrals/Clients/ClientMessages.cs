using Google.Protobuf.WellKnownTypes;
using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.Referrals.Clients;

/// <summary>The client register's messages.</summary>
internal static class ClientMessages
{
    public static Client ToMessage(this ClientRecord record, IEnumerable<ExternalReference> references, Func<string, string> name)
    {
        var client = new Client
        {
            ClientId = record.ClientId.ToString(),
            Controller = record.Controller,
            ControllerName = name(record.Controller),
            Register = record.Register,
            GivenNames = record.GivenNames,
            FamilyName = record.FamilyName,
            BirthDate = record.BirthDate?.ToDate(),
            HasPersonalIdentityCode = record.HasCode,
            Municipality = record.Municipality,
            ContactLanguage = record.ContactLanguage,
            NonDisclosure = record.NonDisclosure,
            Sex = record.Sex,
            CustomerProfile = record.CustomerProfile,
            RegisteredAt = record.RegisteredAt.ToTimestamp(),
            Etag = record.Etag,
        };
        client.ExternalReferences.AddRange(references);
        record.Care.Tell(client);
        return client;
    }

    /// <summary>Another organisation's record, as far as the reader may see it. Whose client a client is is told by nobody but the sender.</summary>
    public static Client ToMessage(this AskedRecord found, bool contactDetailsOpen, Func<string, string> name)
    {
        var (shown, withheld) = found.Record.ForOthers(contactDetailsOpen);
        var client = shown.ToMessage([], name);
        client.WithheldFields.AddRange(withheld);
        if (!found.IsOfSender)
        {
            (client.Controller, client.ControllerName, client.Register, client.RegisteredAt) = ("", "", "", null);
            client.WithheldFields.AddRange(["controller", "controller_name", "register", "registered_at"]);
        }

        return client;
    }

    /// <summary>
    /// What was told of a client otherwise than the record that was found says, by the contract's names; what was not told differs in nothing.
    /// </summary>
    public static IEnumerable<string> Differing(this ClientDetails told, ClientRecord from)
    {
        var (care, own) = (told.ToCare(), from.Care);
        (string Field, bool Differs)[] all =
        [
            ("given_names", !IsSame(told.GivenNames, from.GivenNames)),
            ("family_name", !IsSame(told.FamilyName, from.FamilyName)),
            ("municipality", told.Municipality.Length > 0 && told.Municipality != from.Municipality),
            ("contact_language", told.ContactLanguage != from.ContactLanguage),
            ("contact_points", care.ContactPoints.Length > 0 && !care.ContactPoints.SequenceEqual(own.ContactPoints)),
            ("interpreter", care.Interpreter is { } need && need != own.Interpreter),
            ("accessibility_needs", care.AccessibilityNeeds.Length > 0 && !care.AccessibilityNeeds.SequenceEqual(own.AccessibilityNeeds)),
            ("representatives", care.Representatives.Length > 0 && !care.Representatives.SequenceEqual(own.Representatives)),
            ("sex", told.Sex != Sex.Unspecified && told.Sex != from.Sex),
            ("customer_profile", told.CustomerProfile.Length > 0 && told.CustomerProfile != from.CustomerProfile),
            ("processing_basis", told.ProcessingBasis.Length > 0 && told.ProcessingBasis != own.ProcessingBasis),
        ];
        return all.Where(one => one.Differs).Select(one => one.Field);

        // A name in capitals is no other name.
        static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
    }

    public static Permission ToMessage(this InformationPermission permission, Func<string, string> name) => new()
    {
        PermissionId = permission.Id.ToString(),
        ClientId = permission.ClientId.ToString(),
        Kind = permission.Kind,
        Scope = permission.Scope,
        FromOrganisation = permission.FromOrganisation,
        FromOrganisationName = name(permission.FromOrganisation),
        ToOrganisation = permission.ToOrganisation,
        ToOrganisationName = name(permission.ToOrganisation),
        ValidFrom = permission.ValidFrom.ToDate(),
        ValidTo = permission.ValidTo?.ToDate(),
        WithdrawnAt = permission.WithdrawnAt?.ToTimestamp(),
        Etag = permission.Etag,
        GivenBy = permission.GivenBy,
        Form = permission.Form,
        Document = permission.Document,
        RecordedBy = permission.RecordedBy,
        RecordedByName = permission.RecordedBy.Length > 0 ? name(permission.RecordedBy) : "",
        AwaitsConfirmation = permission.AwaitsConfirmation,
        ConfirmedAt = permission.ConfirmedAt?.ToTimestamp(),
        ConfirmedBy = permission.ConfirmedBy,
        WithdrawalForm = permission.Withdrawal.Form,
        WithdrawalDocument = permission.Withdrawal.Document,
        WithdrawnBy = permission.Withdrawal.By,
    };
}
