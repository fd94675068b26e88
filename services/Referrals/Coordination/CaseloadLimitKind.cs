using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Coordination;

/// <summary>How many clients one full-time worker carries.</summary>
internal sealed class CaseloadLimitKind() : AgreedKind(CaseloadLimits.Kind, AgreedContent.ContentOneofCase.CaseloadLimit)
{
    private const int Most = 500;

    public override Check CheckKey(Check check, AgreedClaim claim) => claim.Key == "case-manager" ? check : claim.KeyOf(check, "responsible-role");

    public override Check CheckContent(Check check, AgreedClaim claim) =>
        check.Range("content.caseload_limit.clients_per_full_time", claim.Content.CaseloadLimit.ClientsPerFullTime, 1, Most);

    public override IEnumerable<AgreedDefault> Defaults(DateOnly day) => CaseloadLimits.On(day);
}
