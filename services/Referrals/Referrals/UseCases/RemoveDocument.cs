namespace Tyokyky.Referrals.UseCases;

/// <summary>Removes a reference that the caller's organisation added.</summary>
[Access(Workers, Relation.Sender | Relation.Receiver)]
internal sealed class RemoveDocument(ReferralChange change)
{
    public Task<RemoveDocumentResponse> Handle(RemoveDocumentRequest request, Call call)
    {
        var id = Guid.Parse(request.DocumentId);
        return change.Do(
            request.ReferralId, request.Etag, "document-removed", request, call,
            (referral, commit) =>
            {
                if (!referral.Documents.Any(document => document.Id == id && document.AddedBy == call.Caller.Organisation))
                {
                    throw ReferralErrors.DocumentNotYours();
                }

                var changed = referral with { Documents = [.. referral.Documents.Where(document => document.Id != id)] };
                commit.Add(ReferralStore.UpdateDocuments(changed));
                return new((changed, null));
            },
            referral => new RemoveDocumentResponse { Referral = referral });
    }
}
