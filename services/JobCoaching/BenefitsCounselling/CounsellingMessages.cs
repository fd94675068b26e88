using static Tyokyky.JobCoaching.Common.FactParts;

namespace Tyokyky.JobCoaching.BenefitsCounselling;

/// <summary>Counsellings and estimates as messages, and what requests say of them.</summary>
internal static class CounsellingMessages
{
    public static Proto.BenefitsCounselling ToMessage(this Counselling counselling) => new()
    {
        CounsellingId = counselling.Id.ToString(),
        CoachingId = Text(counselling.CoachingId),
        ClientId = counselling.Client.Id.ToString(),
        Organisation = counselling.Organisation,
        State = counselling.State,
        Details = new CounsellingDetails
        {
            CounselledOn = counselling.Told.On.ToDate(),
            Occasion = counselling.Told.Occasion,
            Change = counselling.Told.Change,
            JobId = Text(counselling.Told.JobId),
            Topics = { counselling.Told.Topics },
            GivenBy = counselling.Told.GivenBy,
            GiverName = counselling.Told.GiverName,
            Choice = counselling.Told.Choice,
            Note = counselling.Told.Note,
            Question = counselling.Estimate?.Question.ToMessage(),
        },
        Estimate = counselling.Estimate?.ToMessage(),
        Programme = counselling.Client.Programme,
        ErrorReason = counselling.ErrorReason,
        Etag = counselling.Etag,
    };

    public static Proto.IncomeEstimate ToMessage(this IncomeEstimate estimate) => new()
    {
        Question = estimate.Question.ToMessage(),
        Parts = { estimate.Parts.Select(ToMessage) },
        NetBefore = estimate.Before.ToMoney(),
        NetAfter = estimate.After.ToMoney(),
        NetChange = (estimate.After - estimate.Before).ToMoney(),
        Kept = estimate.Kept,
        NotEstimated = { estimate.NotEstimated },
    };

    public static CounsellingTold ToDomain(this CounsellingDetails told) => new(
        told.CounselledOn.ToDay(), told.Occasion, told.Change, Ids.Optional(told.JobId), [.. told.Topics],
        told.GivenBy, told.GiverName, told.Choice, told.Note);

    /// <summary>By the rules of its own day, else of that one.</summary>
    public static IncomeEstimate Estimate(this Proto.IncomeQuestion asked, DateOnly day) => IncomeEstimate.Of(new(
        asked.OnDay?.ToDay() ?? day,
        new(asked.WageBefore?.ToCents() ?? 0, asked.PercentOfFullTimeBefore),
        new(asked.WageAfter.ToCents(), asked.PercentOfFullTimeAfter),
        [.. asked.Benefits.Select(one => new BenefitReceived(one.Benefit, one.Monthly.ToCents()))],
        asked.WageWithholding,
        asked.BenefitWithholding));

    private static Proto.IncomeQuestion ToMessage(this IncomeQuestion question) => new()
    {
        OnDay = question.On.ToDate(),
        WageBefore = question.Before.Wage.ToMoney(),
        WageAfter = question.After.Wage.ToMoney(),
        PercentOfFullTimeBefore = question.Before.PercentOfFullTime,
        PercentOfFullTimeAfter = question.After.PercentOfFullTime,
        Benefits = { question.Benefits.Select(one => new Proto.BenefitReceived { Benefit = one.Benefit, Monthly = one.Cents.ToMoney() }) },
        WageWithholding = question.WageWithholding,
        BenefitWithholding = question.BenefitWithholding,
    };

    private static Proto.IncomePart ToMessage(IncomePart part) => new()
    {
        Part = part.Part,
        Before = part.Before.ToMoney(),
        After = part.After.ToMoney(),
        Change = (part.After - part.Before).ToMoney(),
        Rules =
        {
            part.Rules.Select(rule => new Proto.IncomeRule
            {
                Rule = rule.Rule,
                Value = rule.Value,
                Unit = rule.Unit,
                ValidFrom = rule.Days.From?.ToDate(),
                ValidTo = rule.Days.To?.ToDate(),
                Source = rule.Source,
                Confidence = rule.Confidence,
            }),
        },
    };
}
