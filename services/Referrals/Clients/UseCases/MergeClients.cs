using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Clients;

/// <summary>Says that two of the caller's own clients are one person; both ids keep resolving.</summary>
[Access(Workers, Relation.Controller)]
internal sealed class MergeClients(
    IRecordFollowers followers, OrganisationStore organisations, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public static void Validate(MergeClientsRequest request, Check check) =>
        check.That(request.KeptClientId != request.MergedClientId, "merged_client_id", "SAME_CLIENT", "another client than kept_client_id");

    public Task<MergeClientsResponse> Handle(MergeClientsRequest request, Call call)
    {
        var (keptId, mergedId) = (Guid.Parse(request.KeptClientId), Guid.Parse(request.MergedClientId));

        // A non-disclosure that is ordered meanwhile is one of the person that they become.
        return unitOfWork
            .Load(
                request,
                call,
                ClientStore.Own(keptId, call.Caller.Organisation).Fenced(ClientStore.Fence),
                ClientStore.Own(mergedId, call.Caller.Organisation).Fenced(ClientStore.Fence),
                (one, other) => (One: one, Other: other))
            .Authorize(_ => new AuditSubject(keptId, "client", mergedId), found => found.One is null || found.Other is null ? null : Relation.Controller)
            .WriteAsync(async (found, commit) =>
            {
                var (kept, merged) = ClientMerge.Decide(found.One!, found.Other!, request.BirthDate?.ToDay());
                var merge = Compose(kept, merged, request, call);
                var left = kept.TakingOver(merged);

                Write(commit, merge, kept, merged, left);
                var client = left.ToMessage([], await organisations.NamesAsync([left.Controller], call.Cancel));
                client.MergedClientIds.Add(merged.ClientId.ToString());
                return new MergeClientsResponse { Client = client, Merge = merge.ToMessage() };
            });
    }

    private ClientMerge Compose(ClientRecord kept, ClientRecord merged, MergeClientsRequest request, Call call) => new()
    {
        Id = Guid.CreateVersion7(time.GetUtcNow()),
        Controller = call.Caller.Organisation,
        Kept = kept.ClientId,
        Merged = merged.ClientId,
        Reason = request.Reason,
        MergedBy = call.Caller.Subject,
        MergedAt = time.GetUtcNow(),
    };

    private void Write(Commit commit, ClientMerge merge, ClientRecord kept, ClientRecord merged, ClientRecord left)
    {
        ClientMergeStore.Merge(commit, merge, kept.Person, kept.HasCode, merged.Person);
        ClientMergeStore.Supersede(commit, merge.Controller, kept.ClientId, merged.ClientId);
        if (kept.NonDisclosure || left.NonDisclosure || left.IsHiddenElsewhere)
        {
            followers.Hide(commit, left);
        }

        ClientRegistration.Tell(commit, kept, left, clock.Today);
        commit
            .Transition(new Transition(merge.ObjectType, merge.Id, "", "merged", clock.Now, Note: merge.Reason))
            .Fact(merge.Fact(), kept.Person.ToString(), merged.Person.ToString())
            .LogChange(kept.ClientId, "client", kept.ClientId)
            .LogChange(merged.ClientId, "client", merged.ClientId);
    }
}
