using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Referrals;

/// <summary>Sets what the caller's organisation's own systems call a referral.</summary>
[Access(Workers, Relation.Sender | Relation.Receiver)]
internal sealed class SetReferences(ReferralKind referrals)
{
    public static void Validate(SetReferencesRequest request, Check check) => check.References("external_references", request.ExternalReferences);

    public Task<SetReferencesResponse> Handle(SetReferencesRequest request, Call call)
    {
        return referrals.ChangeAsync(
            request, call, request.ReferralId, "references-set",
            (found, commit) =>
            {
                var referral = found.Referral;
                commit.Add(ExternalReferences.Remove(call.Caller.Organisation, referral.Id));
                ExternalReferences.Add(commit, call.Caller.Organisation, referral.ObjectType, referral.Id, request.ExternalReferences);
                return new((referral, request.ExternalReferences));
            },
            referral => new SetReferencesResponse { Referral = referral });
    }
}
