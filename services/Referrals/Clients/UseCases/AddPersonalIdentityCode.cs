namespace Tyokyky.Referrals.UseCases;

/// <summary>Adds the personal identity code to a client who was registered without one.</summary>
[Access(Workers, Relation.Controller)]
internal sealed class AddPersonalIdentityCode(ClientRegistration registration, ClientStore clients, OrganisationStore organisations, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public async Task<AddPersonalIdentityCodeResponse> Handle(AddPersonalIdentityCodeRequest request, Call call)
    {
        var code = registration.Code(request.PersonalIdentityCode, "personal_identity_code");
        var id = Guid.Parse(request.ClientId);

        var (own, known, references) = await unitOfWork.LoadAsync(
            call, request, ClientStore.Own(id, call.Caller.Organisation), clients.ByCode(code, call.Caller.Organisation, register: ""), ExternalReferences.OfClient(id, call.Caller.Organisation));
        call.SetAuditSubject(request.ClientId, "client", request.ClientId);
        call.Authorize(own, Relation.Controller);
        if (call.Replay<AddPersonalIdentityCodeResponse>() is { } done)
        {
            return done;
        }

        call.MustMatch(request.Etag, own.Etag);
        MustFit(own, code, known);
        var changed = own with { HasCode = true, BirthDate = code.BirthDate, Version = own.Version + 1 };

        var name = await organisations.NamesAsync([own.Controller], call.Cancel);
        var commit = unitOfWork.Commit(call, request);
        Make(commit, own, code, known);
        commit
            .Guard(ClientStore.Update(changed))
            .OnViolation(ClientStore.CodeIndexKey, () => new RetryableConflict("The code was registered meanwhile."))
            .Transition(new Transition(own.ObjectType, own.ObjectId, "registered", "registered", clock.Now))
            .LogChange(own.ClientId, "client", own.ClientId);
        ClientStore.KeepVersion(commit, changed);
        ClientRegistration.Tell(commit, own, changed, clock.Today);

        return await commit.SaveAsync(new AddPersonalIdentityCodeResponse { Client = changed.ToMessage(references!, name) });
    }

    private static void MustFit(ClientRecord own, PersonalIdentityCode code, KnownPerson? known)
    {
        if (own.HasCode && known?.Person != own.Person)
        {
            throw ClientErrors.CodeKnown();
        }

        if (known?.Own is { } other && other.Person != own.Person)
        {
            throw ClientErrors.CodeOfOwnClient(other.ClientId);
        }

        if (own.BirthDate is { } born && born != code.BirthDate)
        {
            throw ClientErrors.BirthDateDisagrees("personal_identity_code");
        }
    }

    // Whoever knew the person before keeps its id, the caller keeps its own, and neither is told.
    private void Make(Commit commit, ClientRecord own, PersonalIdentityCode code, KnownPerson? known)
    {
        if (known is null)
        {
            clients.AddCode(commit, own.Person, code);
            return;
        }

        if (known.Person == own.Person)
        {
            return;
        }

        var merge = new ClientMerge
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Controller = own.Controller,
            Kept = known.Person,
            Merged = own.Person,
            ByCode = true,
            Reason = "personal identity code",
            MergedBy = commit.Call.Caller.Subject,
            MergedAt = time.GetUtcNow(),
        };
        ClientMergeStore.Merge(commit, merge, known.Person, keptHasCode: true, own.Person);
        commit.Fact(merge.Fact(), known.Person.ToString(), own.Person.ToString());
    }
}
