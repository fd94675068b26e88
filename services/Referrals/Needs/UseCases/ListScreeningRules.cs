using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Needs;

/// <summary>Lists the rules of a day.</summary>
[Access(Workers | Role.Manager | Role.Analyst)]
internal sealed class ListScreeningRules(AgreedRows agreements, IBusinessClock clock)
{
    public static void Validate(ListScreeningRulesRequest request, Check check) => check.OptionalMunicipality("municipality", request.Municipality);

    public Task<ListScreeningRulesResponse> Handle(ListScreeningRulesRequest request, Call call)
    {
        var response = new ListScreeningRulesResponse();
        response.Rules.AddRange(ScreeningRules.On(request.ValidOn?.ToDay() ?? clock.Today, agreements.In(request.Municipality)).Select(ToMessage));
        return Task.FromResult(response);
    }

    private static Proto.ScreeningRule ToMessage(ScreeningRule rule)
    {
        var message = new Proto.ScreeningRule
        {
            Rule = rule.Rule,
            Version = rule.Version,
            TextFi = rule.Fi,
            TextSv = rule.Sv,
            TextEn = rule.En,
            IsTrigger = rule.IsTrigger,
            Template = rule.Template,
            ValidFrom = rule.Days.From?.ToDate(),
            ValidTo = rule.Days.To?.ToDate(),
            Source = rule.Source,
        };
        message.Services.AddRange(rule.Services);
        return message;
    }
}
