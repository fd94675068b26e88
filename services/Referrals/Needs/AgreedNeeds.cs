using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Needs;

/// <summary>Which services answer to a need.</summary>
internal sealed class ServiceNeedKind() : AgreedKind(SupportNeeds.Kind, AgreedContent.ContentOneofCase.ServiceNeed)
{
    public override Check CheckKey(Check check, AgreedClaim claim) => claim.KeyOf(check, "support-need");

    public override Check CheckContent(Check check, AgreedClaim claim) =>
        claim.Codes(check, "content.service_need.services", claim.Content.ServiceNeed.Services, "service");

    public override IEnumerable<AgreedDefault> Defaults(DateOnly day) => SupportNeeds.On(day);
}

/// <summary>Services that are supported places.</summary>
internal sealed class SupportedPlaceKind() : AgreedKind(SupportedPlaces.Kind, AgreedContent.ContentOneofCase.SupportedPlace)
{
    public override Check CheckKey(Check check, AgreedClaim claim) => claim.KeyOf(check, "service");

    public override Check CheckContent(Check check, AgreedClaim claim) => check;

    public override IEnumerable<AgreedDefault> Defaults(DateOnly day) => SupportedPlaces.On(day);
}

/// <summary>Rules of early identification.</summary>
internal sealed class ScreeningRuleKind() : AgreedKind(ScreeningRules.Kind, AgreedContent.ContentOneofCase.ScreeningRule)
{
    private const string Path = "content.screening_rule.";
    private const int MostDays = 1000;
    private const int Oldest = 120;

    public override Check CheckKey(Check check, AgreedClaim claim) => check.That(
        claim.Key.Length > 1 && claim.Key.All(each => char.IsAsciiLetterLower(each) || char.IsAsciiDigit(each) || each == '-'),
        "key", "KEY_UNKNOWN", "a name of lower-case letters, digits and hyphens");

    public override Check CheckContent(Check check, AgreedClaim claim)
    {
        var rule = claim.Content.ScreeningRule;
        var system = ScreeningRules.SystemOf(rule.Condition);
        check
            .That(
                system != "", Path + "condition", "CONDITION_UNKNOWN",
                "unemployed-months, benefit-months, benefit-days, status-spells, activity-ended or answer")
            .Range(Path + "threshold", rule.Threshold, 1, MostDays)
            .Range(Path + "max_age", rule.MaxAge, 0, Oldest)
            .Required(Path + "text_fi", rule.TextFi)
            .Required(Path + "text_sv", rule.TextSv)
            .Required(Path + "text_en", rule.TextEn);
        if (system is null)
        {
            check.That(rule.Codes.Count == 0, Path + "codes", "CODES_NOT_COUNTED", "empty: the condition counts no codes");
        }
        else if (system.Length > 0)
        {
            claim.Codes(check, Path + "codes", rule.Codes, system);
        }

        if (rule.Template.Length > 0)
        {
            claim.Code(check, Path + "template", rule.Template, "pathway-template");
        }

        return claim.Codes(check, Path + "services", rule.Services, "service");
    }

    public override IEnumerable<AgreedDefault> Defaults(DateOnly day) => ScreeningRules.On(day).Select(rule => new AgreedDefault(
        rule.Rule,
        new AgreedContent
        {
            ScreeningRule = new AgreedScreeningRule
            {
                Condition = rule.Condition,
                Codes = { rule.Codes },
                Threshold = rule.Threshold,
                MaxAge = rule.MaxAge ?? 0,
                Template = rule.Template,
                Services = { rule.Services },
                TextFi = rule.Fi,
                TextSv = rule.Sv,
                TextEn = rule.En,
            },
        },
        rule.Days,
        rule.Source));
}
