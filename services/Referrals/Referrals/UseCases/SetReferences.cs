namespace Tyokyky.Referrals.UseCases;

/// <summary>Sets what the caller's organisation's own systems call a referral.</summary>
[Access(Workers, Relation.Sender | Relation.Receiver)]
internal sealed class SetReferences(ReferralChange change)
{
    public static void Validate(SetReferencesRequest request, Check check) => check.References("external_references", request.ExternalReferences);

    public Task<SetReferencesResponse> Handle(SetReferencesRequest request, Call call)
    {
        return change.Do(
            request.ReferralId, request.Etag, "references-set", request, call,
            (referral, commit) =>
            {
                commit.Add(ExternalReferences.Remove(call.Caller.Organisation, referral.Id));
                ExternalReferences.Add(commit, call.Caller.Organisation, referral.ObjectType, referral.Id, request.ExternalReferences);
                return new((referral, request.ExternalReferences));
            },
            referral => new SetReferencesResponse { Referral = referral });
    }
}
