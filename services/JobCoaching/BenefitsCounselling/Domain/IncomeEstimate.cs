namespace Tyokyky.JobCoaching.BenefitsCounselling;

/// <summary>What is asked: sums of a month in cents, withholding in hundredths of a percent.</summary>
internal sealed record IncomeQuestion(
    DateOnly On, Earnings Before, Earnings After, IReadOnlyList<BenefitReceived> Benefits, int WageWithholding, int BenefitWithholding);

/// <summary>A wage, and the working time in percent of full time; 0: not told.</summary>
internal sealed record Earnings(long Wage, int PercentOfFullTime);

/// <summary>A benefit of a month.</summary>
internal sealed record BenefitReceived(string Benefit, long Cents);

/// <summary>One part of an income as it is and as it would be, and the rules that it follows.</summary>
internal sealed record IncomePart(string Part, long Before, long After, IReadOnlyList<IncomeRule> Rules);

/// <summary>
/// What a change of wage does to a month's income, part by part. What depends on another part comes after it: contributions and withholding, the
/// unemployment benefit, the housing allowance, and last the social assistance, which fills up what is left.
/// </summary>
internal sealed record IncomeEstimate(IncomeQuestion Question, IReadOnlyList<IncomePart> Parts, IReadOnlyList<string> NotEstimated)
{
    public const string Adjustment = "unemployment-adjustment";
    public const string Housing = "housing-reduction";
    public const string SocialAssistance = "social-assistance-share";

    private const int Percent = 100;

    public long Before => Parts.Sum(part => part.Before);

    public long After => Parts.Sum(part => part.After);

    /// <summary>Hundredths of a percent of the change of wage.</summary>
    public int Kept => Question.After.Wage == Question.Before.Wage ? 0
        : (int)decimal.Round((After - Before) * 10_000m / (Question.After.Wage - Question.Before.Wage), MidpointRounding.AwayFromZero);

    public static IncomeEstimate Of(IncomeQuestion question)
    {
        var parts = new List<IncomePart>(Earned(question));
        var (netBefore, netAfter) = (parts.Sum(part => part.Before), parts.Sum(part => part.After));
        if (Find(question, Adjustment) is { } unemployment) { parts.AddRange(Adjusted(question, unemployment)); }
        if (Find(question, Housing) is { } housing) { parts.Add(HousingAllowance(question, housing, parts)); }
        if (Find(question, SocialAssistance) is { } assistance)
        {
            parts.Add(Assistance(question, assistance, (netBefore, netAfter), parts.Skip(WageParts).ToList()));
        }

        string[] known = [Adjustment, Housing, SocialAssistance];
        return new(question, parts, [.. question.Benefits.Select(one => one.Benefit).Where(benefit => !known.Any(rule => IncomeRules.Knows(benefit, rule)))]);
    }

    private const int WageParts = 4;

    private static BenefitReceived? Find(IncomeQuestion question, string rule) => question.Benefits.FirstOrDefault(one => IncomeRules.Knows(one.Benefit, rule));

    private static IncomePart[] Earned(IncomeQuestion question)
    {
        var (before, after) = (question.Before.Wage, question.After.Wage);
        return
        [
            new("wage", before, after, []),
            Contribution("employee-pension"),
            Contribution("employee-unemployment"),
            new("wage-withholding", -IncomeRule.Share(before, question.WageWithholding), -IncomeRule.Share(after, question.WageWithholding), []),
        ];

        IncomePart Contribution(string name)
        {
            var rule = IncomeRules.On(question.On, name);
            return new(name, -rule.Of(before), -rule.Of(after), [rule]);
        }
    }

    private static IncomePart[] Adjusted(IncomeQuestion question, BenefitReceived full)
    {
        var (rate, exempt, limit) = (
            IncomeRules.On(question.On, Adjustment), IncomeRules.On(question.On, "unemployment-exempt"),
            IncomeRules.On(question.On, "unemployment-working-time"));
        var (before, after) = (Left(question.Before), Left(question.After));
        return
        [
            new("unemployment-benefit", before, after, [rate, exempt, limit]),
            new("benefit-withholding", -IncomeRule.Share(before, question.BenefitWithholding), -IncomeRule.Share(after, question.BenefitWithholding), []),
        ];

        long Left(Earnings earnings) => earnings.PercentOfFullTime * Percent > limit.Value
            ? 0
            : Math.Max(0, full.Cents - rate.Of(Math.Max(0, earnings.Wage - exempt.Value)));
    }

    // What is paid now moves by a share of what the income above the exempt amount of the wage moves.
    private static IncomePart HousingAllowance(IncomeQuestion question, BenefitReceived now, IEnumerable<IncomePart> parts)
    {
        var (rate, exempt) = (IncomeRules.On(question.On, Housing), IncomeRules.On(question.On, "housing-exempt"));
        var benefit = parts.FirstOrDefault(part => part.Part == "unemployment-benefit");
        var change = Counted(question.After) - Counted(question.Before) + (benefit?.After - benefit?.Before ?? 0);
        return new("housing-allowance", now.Cents, Math.Max(0, now.Cents - rate.Of(change)), [rate, exempt]);

        long Counted(Earnings earnings) => Math.Max(0, earnings.Wage - exempt.Value);
    }

    // A share of the earned income in hand, up to a sum, is left out of what it fills up.
    private static IncomePart Assistance(IncomeQuestion question, BenefitReceived now, (long Before, long After) earned, IReadOnlyList<IncomePart> others)
    {
        var (share, most) = (IncomeRules.On(question.On, SocialAssistance), IncomeRules.On(question.On, "social-assistance-most"));
        var change = Counted(earned.After) - Counted(earned.Before) + others.Sum(part => part.After - part.Before);
        return new("social-assistance", now.Cents, Math.Max(0, now.Cents - change), [share, most]);

        long Counted(long net) => net - Math.Min(share.Of(net), most.Value);
    }
}
