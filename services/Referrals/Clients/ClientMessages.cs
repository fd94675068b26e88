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
            RegisteredAt = record.RegisteredAt.ToTimestamp(),
            Etag = record.Etag,
        };
        client.ExternalReferences.AddRange(references);
        record.Care.Tell(client);
        return client;
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
