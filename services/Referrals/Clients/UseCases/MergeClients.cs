namespace Tyokyky.Referrals.UseCases;

/// <summary>Says that two of the caller's own clients are one person; both ids keep resolving.</summary>
[Access(Workers, Relation.Controller)]
internal sealed class MergeClients(OrganisationStore organisations, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public static void Validate(MergeClientsRequest request, Check check) => check.That(request.KeptClientId != request.MergedClientId, "merged_client_id", "SAME_CLIENT", "another client than kept_client_id");

    public async Task<MergeClientsResponse> Handle(MergeClientsRequest request, Call call)
    {
        var organisation = call.Caller.Organisation;

        var (one, other) = await unitOfWork.LoadAsync(
            call, request, ClientStore.Own(Guid.Parse(request.KeptClientId), organisation), ClientStore.Own(Guid.Parse(request.MergedClientId), organisation));
        call.SetAuditSubject(request.KeptClientId, "client", request.MergedClientId);
        call.Authorize(one, other is null ? null : Relation.Controller);
        if (call.Replay<MergeClientsResponse>() is { } done)
        {
            return done;
        }

        var (kept, merged) = ClientMerge.Decide(one, other!);
        var merge = new ClientMerge
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Controller = organisation,
            Kept = kept.ClientId,
            Merged = merged.ClientId,
            Reason = request.Reason,
            MergedBy = call.Caller.Subject,
            MergedAt = time.GetUtcNow(),
        };

        var left = kept.TakingOver(merged);
        var client = left.ToMessage([], await organisations.NamesAsync([organisation], call.Cancel));
        client.MergedClientIds.Add(merged.ClientId.ToString());
        var commit = unitOfWork.Commit(call, request);
        ClientMergeStore.Merge(commit, merge, kept.Person, kept.HasCode, merged.Person);
        ClientMergeStore.Supersede(commit, organisation, kept.ClientId, merged.ClientId);
        if (kept.NonDisclosure || left.NonDisclosure || left.IsHiddenElsewhere)
        {
            commit.Hide(left);
        }

        if (left.CountsOtherwiseThan(kept))
        {
            commit.Fact(new ClientChanged { Client = Facets.Of(left, clock.Today), Controller = organisation }, kept.ClientId.ToString());
        }

        return await commit
            .Transition(new Transition(merge.ObjectType, merge.Id, "", "merged", clock.Now, Note: request.Reason))
            .Fact(merge.Fact(), kept.Person.ToString(), merged.Person.ToString())
            .LogChange(kept.ClientId, "client", kept.ClientId)
            .LogChange(merged.ClientId, "client", merged.ClientId)
            .SaveAsync(new MergeClientsResponse { Client = client, Merge = merge.ToMessage() });
    }
}
