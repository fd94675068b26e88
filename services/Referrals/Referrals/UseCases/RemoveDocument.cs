namespace Tyokyky.Referrals.Referrals;

/// <summary>Removes a reference that the caller's organisation added.</summary>
[Access(Workers, Relation.Sender | Relation.Receiver)]
internal sealed class RemoveDocument(ReferralKind referrals)
{
    public Task<RemoveDocumentResponse> Handle(RemoveDocumentRequest request, Call call)
    {
        var id = Guid.Parse(request.DocumentId);
        return referrals.ChangeAsync(
            request, call, request.ReferralId, "document-removed",
            (found, _) =>
            {
                var referral = found.Referral;
                if (!referral.Documents.Any(document => document.Id == id && document.AddedBy == call.Caller.Organisation))
                {
                    throw ReferralErrors.DocumentNotYours();
                }

                return new((referral with { Documents = [.. referral.Documents.Where(document => document.Id != id)] }, found.References));
            },
            referral => new RemoveDocumentResponse { Referral = referral });
    }
}
