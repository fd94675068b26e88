using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Clients;

/// <summary>Changes the caller's own record; as it was it stays readable.</summary>
[Access(Workers, Relation.Controller)]
internal sealed class UpdateClient(
    INonDisclosureFollowers nonDisclosure, OrganisationStore organisations, UnitOfWork unitOfWork, IBusinessClock clock)
{
    private static readonly HashSet<string> changeable =
    [
        "given_names", "family_name", "birth_date", "municipality", "contact_language",
        "non_disclosure", "contact_points", "interpreter", "accessibility_needs", "representatives",
        "processing_basis", "external_references",
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
                var added = mask.Contains("external_references") ? request.Client.ExternalReferences.Except(found.References).ToArray() : [];

                Write(commit, own, changed);
                ExternalReferences.Add(commit, own.Controller, "client", own.ClientId, added);
                var name = await organisations.NamesAsync([own.Controller], call.Cancel);
                return new UpdateClientResponse { Client = changed.At(own.Version + 1).ToMessage([.. found.References, .. added], name) };
            });
    }

    private void Write(Commit commit, ClientRecord own, ClientRecord changed)
    {
        ClientStore.Change(commit, own, changed);
        if (changed.NonDisclosure && !own.NonDisclosure)
        {
            nonDisclosure.Hide(commit, changed);
        }

        ClientRegistration.Tell(commit, own, changed, clock.Today);
        commit
            .Transition(new Transition(own.ObjectType, own.ObjectId, "registered", "registered", clock.Now))
            .LogChange(own.ClientId, "client", own.ClientId);
    }

    private static HashSet<string> MaskOf(UpdateClientRequest request) => request.UpdateMask is { Paths.Count: > 0 } mask ? [.. mask.Paths] : changeable;

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
