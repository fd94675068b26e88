using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Programmes;

/// <summary>What can be wrong with what a card tells, whichever programme it is of.</summary>
internal static class CardChecks
{
    private const int WholeInHundredthsOfPercent = 10_000;
    private const int PurposeLength = 2500;
    private const int TextLength = 500;

    public static Check Card(this Check check, ProgrammeCardDetails? details, DateOnly today) => check.Within("details", details, (each, given) => each
        .Texts("purpose", given.Purpose, PurposeLength)
        .OptionalWebPage("web_page", given.WebPage)
        .OptionalMoney("total_budget", given.TotalBudget)
        .Each("partners", given.Partners, (one, partner) => one
            .That(partner.Organisation.Length + partner.Name.Length > 0, "name", "FIELD_REQUIRED", "the name, when no organisation is given")
            .OptionalCode("role", partner.Role, "programme-role", today)
            .Texts("task", partner.Task, TextLength))
        .That(
            given.Partners.DistinctBy(Part).Count() == given.Partners.Count,
            "partners",
            "VALUE_TWICE",
            "each organisation once in a role")
        .Funding(given, today)
        .Budget(given, today)
        .Each("goals", given.Goals, (one, goal) => one
            .RequiredTexts("name", goal.Name, TextLength)
            .Each("measures", goal.Measures, (inner, measure) => inner
                .RequiredTexts("name", measure.Name, TextLength)
                .Each("results", measure.Results, (innermost, result) => innermost.Result(result, today))))
        .Each("staff", given.Staff, (one, staff) => one
            .OptionalCode("role", staff.Role, "staff-role", today)
            .OptionalPeriod(staff.FromDay, staff.ToDay)));

    private static (string Organisation, string Name, string Role) Part(ProgrammePartner partner) =>
        (partner.Organisation, partner.Organisation.Length > 0 ? "" : partner.Name, partner.Role);

    private static Check Result(this Check check, ProgrammeResult result, DateOnly today) => check
        .Texts("name", result.Name, TextLength)
        .That(
            result.Indicator.Length > 0 || result.Name.ToDomain().Has(),
            "name",
            "FIELD_REQUIRED",
            "a text in one language at least, when there is no indicator")
        .That(
            result.Indicator.Length == 0 || IndicatorNames.Has(result.Indicator),
            "indicator",
            "UNKNOWN_INDICATOR",
            "a stable name in Metrics' registry; ListIndicators names them")
        .That(result.HasAchieved == (result.AchievedOn is not null), "achieved_on", "FIELD_REQUIRED", "present with achieved, else absent")
        .OptionalDay("achieved_on", result.AchievedOn, day => day <= today, "DAY_IN_FUTURE", $"a day not after {today:yyyy-MM-dd}");

    // Sums are told in cents: what is right is the whole.
    private static Check Funding(this Check check, ProgrammeCardDetails given, DateOnly today)
    {
        check.Each("funding", given.Funding, (one, share) => one
            .OptionalCode("kind", share.Kind, "funding-kind", today)
            .OptionalMoney("amount", share.Amount)
            .That(
                share.Amount is null != (share.PercentHundredths == 0),
                "percent_hundredths",
                "SHARES_MIXED",
                "a percentage without an amount, or 0 with one"));
        if (given.Funding.Count == 0) { return check; }
        var byAmount = given.Funding.Count(share => share.Amount is not null);
        if (byAmount == 0)
        {
            var percent = given.Funding.Sum(share => (long)share.PercentHundredths);
            return check.That(
                percent == WholeInHundredthsOfPercent,
                "funding",
                "SHARES_DO_NOT_ADD_UP",
                $"shares of {WholeInHundredthsOfPercent} hundredths of a percent together, and not {percent}");
        }

        return check
            .That(byAmount == given.Funding.Count, "funding", "SHARES_MIXED", "amounts for all funders or percentages for all")
            .AddsUp("funding", "SHARES_DO_NOT_ADD_UP", [.. given.Funding.Select(share => share.Amount)], given.TotalBudget);
    }

    private static Check Budget(this Check check, ProgrammeCardDetails given, DateOnly today)
    {
        check
            .Each("budget", given.Budget, (one, line) => one.OptionalCode("kind", line.Kind, "budget-kind", today).OptionalMoney("amount", line.Amount))
            .That(given.Budget.DistinctBy(line => (line.Year, line.Kind)).Count() == given.Budget.Count, "budget", "VALUE_TWICE", "each year and kind once");
        return given.Budget.Count == 0
            ? check
            : check.AddsUp("budget", "BUDGET_DOES_NOT_ADD_UP", [.. given.Budget.Select(line => line.Amount)], given.TotalBudget);
    }

    // Amounts that are wrong have been refused by themselves.
    private static Check AddsUp(this Check check, string field, string reason, Google.Type.Money?[] amounts, Google.Type.Money? total)
    {
        check.That(total is not null, "total_budget", "FIELD_REQUIRED", $"the sum of {field}");
        var parts = amounts.OfType<Google.Type.Money>().Where(MoneyChecks.IsMoney).ToList();
        if (total is null || !MoneyChecks.IsMoney(total) || parts.Count < amounts.Length) { return check; }
        var (sum, whole) = (parts.Sum(MoneyChecks.ToCents), total.ToCents());
        return check.That(sum == whole, field, reason, $"amounts of {whole} cents together, and not {sum}");
    }
}
