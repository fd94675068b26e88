using Tyokyky.Contracts.Common.V1;
using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Clients;

/// <summary>Adds the personal identity code to a client who was registered without one.</summary>
[Access(Workers, Relation.Controller)]
internal sealed class AddPersonalIdentityCode(
    ClientRegistration registration, ClientStore clients, OrganisationStore organisations, UnitOfWork unitOfWork, TimeProvider time)
{
    public Task<AddPersonalIdentityCodeResponse> Handle(AddPersonalIdentityCodeRequest request, Call call)
    {
        var code = registration.Code(request.PersonalIdentityCode, "personal_identity_code");
        var id = Guid.Parse(request.ClientId);

        return unitOfWork
            .Load(
                request,
                call,
                ClientStore.Own(id, call.Caller.Organisation).Fenced(ClientStore.Fence),
                clients.ByCode(code, call.Caller.Organisation, register: "")
                    .Unguarded("the commit adds a code once, and finds the persons and the caller's records as they were"),
                ExternalReferences.OfClient(id, call.Caller.Organisation).Unguarded("they are shown alone"),
                (own, known, references) => (Own: own, Known: known, References: references!))
            .Authorize(_ => new AuditSubject(id, "client", id), found => found.Own is null ? null : Relation.Controller)
            .Match(found => found.Own!.Etag)
            .WriteAsync(async (found, commit) =>
            {
                var own = found.Own!;
                MustFit(own, code, found.Known);
                var changed = own with { HasCode = true, BirthDate = code.BirthDate, Sex = own.Sex == Sex.Unspecified ? code.Sex : own.Sex };

                Make(commit, own, code, found.Known);
                registration.Change(commit, own, changed);
                commit
                    .OnViolation(ClientStore.CodeIndexKey, () => new RetryableConflict("The code was registered meanwhile."))
                    .LogChange(own.ClientId, "client", own.ClientId);
                var name = await organisations.NamesAsync([own.Controller], call.Cancel);
                return new AddPersonalIdentityCodeResponse { Client = changed.At(own.Version + 1).ToMessage(found.References, name) };
            });
    }

    private static void MustFit(ClientRecord own, PersonalIdentityCode code, KnownPerson? known)
    {
        // First of all: whoever else has the code, somebody of another age is not one to merge with.
        if (own.BirthDate is { } born && born != code.BirthDate)
        {
            throw ClientErrors.CodeOfAnotherDay("personal_identity_code");
        }

        if (own.HasCode && known?.Person != own.Person)
        {
            throw ClientErrors.CodeKnown();
        }

        if (known?.Own is { } other && other.Person != own.Person)
        {
            throw ClientErrors.CodeOfOwnClient(other.ClientId);
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
        // Nor was another client of the caller's registered with the code: those two a person merges.
        commit.Lock(ClientLocks.Change(ClientLocks.Records, known.Person)).GuardAbsence(ClientStore.OwnRows(known.Person, own.Controller));
        ClientMergeStore.Merge(commit, merge, known.Person, keptHasCode: true, own.Person);
        commit.Fact(merge.Fact(), known.Person.ToString(), own.Person.ToString());
    }
}
