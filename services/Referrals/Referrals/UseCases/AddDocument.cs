using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Referrals;

/// <summary>Adds a reference to a document, never its content.</summary>
[Access(Workers, Relation.Sender | Relation.Receiver)]
internal sealed class AddDocument(ReferralKind referrals, Disclosures disclosures, OrganisationStore organisations, TimeProvider time, IBusinessClock clock)
{
    private const int Most = 100;

    public void Validate(AddDocumentRequest request, Check check) => check
        .OptionalCode("type", request.Type, "document-type", clock.Today)
        .Within("reference", request.Reference, (each, reference) => each
                .Required("system", reference.System).MaxLength("system", reference.System, 100)
                .Required("value", reference.Value).MaxLength("value", reference.Value, 200));

    public Task<AddDocumentResponse> Handle(AddDocumentRequest request, Call call)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        return referrals.ChangeAsync(
            request, call, request.ReferralId, "document-added",
            async (found, commit) => (await AddAsync(request, id, found.Referral, commit), found.References),
            referral => new AddDocumentResponse { Referral = referral, DocumentId = id.ToString() });
    }

    private async ValueTask<Referral> AddAsync(AddDocumentRequest request, Guid id, Referral referral, Commit commit)
    {
        var caller = commit.Call.Caller;
        var taskId = Ids.Optional(request.TaskId);
        if (taskId is null && !referral.IsSender(caller))
        {
            throw ReferralErrors.DocumentNeedsTask();
        }

        if (taskId is { } named && !referral.Tasks.Any(task => task.Id == named && (task.RelationOf(caller) & (Relation.Sender | Relation.Receiver)) != 0))
        {
            throw ReferralErrors.UnknownTask();
        }

        // Who added it would tell the others who is asked beside them.
        if (taskId is { } pooled && referral.Task(pooled).IsPooled && !referral.IsSender(caller))
        {
            throw ReferralErrors.Blocked("TASK_NOT_ACCEPTED", referral, referral.Task(pooled), referral.Task(pooled).RelationOf(caller));
        }

        if (referral.Documents.Length >= Most)
        {
            throw ReferralErrors.TooManyDocuments(Most);
        }

        await disclosures.TellAsync(commit, referral.ClientId, [caller.Organisation], [.. referral.Readers(taskId).Except([caller.Organisation])]);
        var holder = request.Holder.Length > 0 ? (await organisations.RequireAsync("holder", request.Holder, commit.Call.Cancel)).Id : caller.Organisation;
        var dated = clock.DayOrToday("dated", request.Dated);
        var document = new DocumentLink(
            id, taskId, request.Type, dated, holder, request.Reference.System, request.Reference.Value, caller.Organisation, commit.RecordedAt);
        return referral with { Documents = [.. referral.Documents, document] };
    }
}
