using System.Collections;
using Google.Protobuf.Reflection;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Clients;

/// <summary>Changes the caller's own record; as it was it stays readable.</summary>
[Access(Workers, Relation.Controller)]
internal sealed class UpdateClient(ClientRegistration registration, OrganisationStore organisations, UnitOfWork unitOfWork, IBusinessClock clock)
{
    private static readonly HashSet<string> changeable =
    [
        "given_names", "family_name", "birth_date", "municipality", "contact_language",
        "non_disclosure", "contact_points", "interpreter", "accessibility_needs", "representatives",
        "processing_basis", "sex", "customer_profile", "external_references",
    ];

    // What is not taken is not required.
    public void Validate(UpdateClientRequest request, Check check)
    {
        var mask = MaskOf(request);
        if (mask.FirstOrDefault(path => !changeable.Contains(path)) is { } wrong)
        {
            check.That(false, "update_mask", "FIELD_MASK_INVALID", $"fields of client that can be changed, which {wrong} is not");
            return;
        }

        check.Within("client", request.Client, (client, details) =>
        {
            if (mask.Contains("given_names"))
            {
                client.Required("given_names", details.GivenNames);
            }

            if (mask.Contains("family_name"))
            {
                client.Required("family_name", details.FamilyName);
            }

            if (mask.Contains("birth_date"))
            {
                client.Required("birth_date", details.BirthDate).OptionalBirthDate("birth_date", details.BirthDate, clock.Today);
            }

            if (mask.Contains("contact_language"))
            {
                client.Code("contact_language", details.ContactLanguage, "language", clock.Today);
            }

            client
                .That(details.PersonalIdentityCode.Length == 0, "personal_identity_code", "NOT_CHANGED_HERE", "empty: AddPersonalIdentityCode adds it")
                .OptionalMunicipality("municipality", details.Municipality)
                .OptionalCode("register", details.Register, "register", clock.Today)
                .OptionalCode("customer_profile", details.CustomerProfile, "customer-profile", clock.Today)
                .References("external_references", details.ExternalReferences)
                .Care(details, clock.Today);
        });
    }

    public Task<UpdateClientResponse> Handle(UpdateClientRequest request, Call call)
    {
        var mask = MaskOf(request);
        var id = Guid.Parse(request.ClientId);

        return unitOfWork
            .Load(
                request,
                call,
                ClientStore.Own(id, call.Caller.Organisation, request.Client.Register).Fenced(ClientStore.Fence),
                ExternalReferences.OfClient(id, call.Caller.Organisation).Unguarded("one that is added meanwhile is refused by its key"),
                (own, references) => (Own: own, References: references!))
            .Authorize(_ => new AuditSubject(id, "client", id), found => found.Own is null ? null : Relation.Controller)
            .Match(found => found.Own!.Etag)
            .WriteAsync(async (found, commit) =>
            {
                var own = found.Own!;
                var changed = Apply(own, request.Client, mask);
                if (own.NonDisclosure && !changed.NonDisclosure && request.NonDisclosureEndReason.Length == 0)
                {
                    throw ClientErrors.NonDisclosureEndReasonMissing();
                }

                var references = mask.Contains("external_references") ? request.Client.ExternalReferences : [];

                registration.Change(commit, own, changed, own.NonDisclosure && !changed.NonDisclosure ? request.NonDisclosureEndReason : "");
                commit.LogChange(own.ClientId, "client", own.ClientId);
                ExternalReferences.AddToClient(commit, own.Controller, own.ClientId, references, "client.");
                var name = await organisations.NamesAsync([own.Controller], call.Cancel);
                return new UpdateClientResponse { Client = changed.At(own.Version + 1).ToMessage(found.References.Union(references), name) };
            });
    }

    // Without a mask, every field that is set: what is left out ends nothing, least of all a protection.
    private static HashSet<string> MaskOf(UpdateClientRequest request) => request.UpdateMask is { Paths.Count: > 0 } mask
        ? [.. mask.Paths]
        :
        [
            .. ClientDetails.Descriptor.Fields.InDeclarationOrder()
                .Where(field => changeable.Contains(field.Name) && IsSet(field, request.Client))
                .Select(field => field.Name),
        ];

    private static bool IsSet(FieldDescriptor field, ClientDetails? details) => details is not null && field.Accessor.GetValue(details) switch
    {
        string text => text.Length > 0,
        bool flag => flag,
        Sex sex => sex != Sex.Unspecified,
        ICollection list => list.Count > 0,
        var message => message is not null,
    };

    private static ClientRecord Apply(ClientRecord own, ClientDetails given, HashSet<string> mask)
    {
        T Taken<T>(string path, T now, T before) => mask.Contains(path) ? now : before;

        var born = Taken("birth_date", given.BirthDate?.ToDay(), own.BirthDate);
        if (own.HasCode && born != own.BirthDate)
        {
            throw ClientErrors.BirthDateDisagrees("client.birth_date");
        }

        var care = given.ToCare();
        return own with
        {
            GivenNames = Taken("given_names", given.GivenNames, own.GivenNames),
            FamilyName = Taken("family_name", given.FamilyName, own.FamilyName),
            BirthDate = born,
            Municipality = Taken("municipality", given.Municipality, own.Municipality),
            ContactLanguage = Taken("contact_language", given.ContactLanguage, own.ContactLanguage),
            Sex = Taken("sex", given.Sex, own.Sex),
            CustomerProfile = Taken("customer_profile", given.CustomerProfile, own.CustomerProfile),
            NonDisclosure = Taken("non_disclosure", given.NonDisclosure, own.NonDisclosure),
            Care = new ClientCare
            {
                ContactPoints = Taken("contact_points", care.ContactPoints, own.Care.ContactPoints),
                Interpreter = Taken("interpreter", care.Interpreter, own.Care.Interpreter),
                AccessibilityNeeds = Taken("accessibility_needs", care.AccessibilityNeeds, own.Care.AccessibilityNeeds),
                Representatives = Taken("representatives", care.Representatives, own.Care.Representatives),
                ProcessingBasis = Taken("processing_basis", care.ProcessingBasis, own.Care.ProcessingBasis),
            },
        };
    }
}
