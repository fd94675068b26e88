namespace Tyokyky.Referrals.Common;

/// <summary>How long things may take.</summary>
internal sealed class TimeLimitKind() : AgreedKind(TimeLimits.Kind, AgreedContent.ContentOneofCase.TimeLimit)
{
    private const int Longest = 500;

    public override bool MayBeNone => false;

    public override Check CheckKey(Check check, AgreedClaim claim) =>
        check.That(TimeLimits.Names.Contains(claim.Key), "key", "KEY_UNKNOWN", "one of " + string.Join(", ", TimeLimits.Names));

    public override Check CheckContent(Check check, AgreedClaim claim) =>
        check.Range("content.time_limit.business_days", claim.Content.TimeLimit.BusinessDays, 1, Longest);

    public override IEnumerable<AgreedDefault> Defaults(DateOnly day) => TimeLimits.On(day);
}
