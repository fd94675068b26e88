namespace Tyokyky.Referrals.UseCases;

/// <summary>Changes the caller's own record; as it was it stays readable.</summary>
[Access(Workers, Relation.Controller)]
internal sealed class UpdateClient(OrganisationStore organisations, UnitOfWork unitOfWork, IBusinessClock clock)
{
    private static readonly HashSet<string> changeable =
    [
        "given_names", "family_name", "birth_date", "municipality", "contact_language", "non_disclosure", "contact_points", "interpreter", "accessibility_needs", "representatives",
        "processing_basis", "external_references",
    ];

    public async Task<UpdateClientResponse> Handle(UpdateClientRequest request, Call call)
    {
        var mask = MaskOf(request);
        Check.Shape(check => check
            .Required("client", (object?)request.Client)
            .Within("client", request.Client, (client, details) => CheckGiven(client, details, mask)));
        var id = Guid.Parse(request.ClientId);

        var (own, references) = await unitOfWork.LoadAsync(
            call, request, ClientStore.Own(id, call.Caller.Organisation, request.Client.Register), ExternalReferences.OfClient(id, call.Caller.Organisation));
        call.SetAuditSubject(request.ClientId, "client", request.ClientId);
        call.Authorize(own, Relation.Controller);
        if (call.Replay<UpdateClientResponse>() is { } done)
        {
            return done;
        }

        call.MustMatch(request.Etag, own.Etag);
        var changed = Apply(own, request.Client, mask);
        var added = mask.Contains("external_references") ? request.Client.ExternalReferences.Except(references!).ToArray() : [];

        var name = await organisations.NamesAsync([own.Controller], call.Cancel);
        var commit = unitOfWork.Commit(call, request)
            .Guard(ClientStore.Update(changed))
            .Transition(new Transition(own.ObjectType, own.ObjectId, "registered", "registered", clock.Now))
            .LogChange(own.ClientId, "client", own.ClientId);
        ClientStore.KeepVersion(commit, changed);
        ExternalReferences.Add(commit, own.Controller, "client", own.ClientId, added);
        if (changed.NonDisclosure && !own.NonDisclosure)
        {
            commit.Hide(changed);
        }

        ClientRegistration.Tell(commit, own, changed, clock.Today);

        return await commit.SaveAsync(new UpdateClientResponse { Client = changed.ToMessage([.. references!, .. added], name) });
    }

    private static HashSet<string> MaskOf(UpdateClientRequest request)
    {
        if (request.UpdateMask is not { Paths.Count: > 0 } mask)
        {
            return changeable;
        }

        return mask.Paths.FirstOrDefault(path => !changeable.Contains(path)) is { } wrong ? throw ClientErrors.MaskInvalid(wrong) : [.. mask.Paths];
    }

    // What is not taken is not looked at.
    private void CheckGiven(Check check, ClientDetails details, HashSet<string> mask)
    {
        if (mask.Contains("given_names"))
        {
            check.Required("given_names", details.GivenNames).MaxLength("given_names", details.GivenNames, 200);
        }

        if (mask.Contains("family_name"))
        {
            check.Required("family_name", details.FamilyName).MaxLength("family_name", details.FamilyName, 200);
        }

        if (mask.Contains("birth_date"))
        {
            check.Day("birth_date", details.BirthDate);
        }

        if (mask.Contains("contact_language"))
        {
            check.Code("contact_language", details.ContactLanguage, "language", clock.Today);
        }

        check
            .That(details.PersonalIdentityCode.Length == 0, "personal_identity_code", "NOT_CHANGED_HERE", "empty: AddPersonalIdentityCode adds it")
            .OptionalMunicipality("municipality", details.Municipality)
            .OptionalCode("register", details.Register, "register", clock.Today)
            .References("external_references", details.ExternalReferences)
            .Care(details, clock.Today);
    }

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
            Version = own.Version + 1,
        };
    }
}
