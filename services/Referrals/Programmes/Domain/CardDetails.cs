using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Programmes;

/// <summary>What a programme's card (hankekortti) tells; money in cents.</summary>
internal sealed record CardDetails
{
    private const long WholeInHundredthsOfPercent = 10_000;

    public Texts Purpose { get; init; } = Texts.None;

    public CardPartner[] Partners { get; init; } = [];

    public long? TotalCents { get; init; }

    public CardFunding[] Funding { get; init; } = [];

    public CardGoal[] Goals { get; init; } = [];

    public CardBudgetLine[] Budget { get; init; } = [];

    public CardStaff[] Staff { get; init; } = [];

    public string WebPage { get; init; } = "";

    /// <summary>True for a registered organisation that takes part.</summary>
    public bool HasPartner(string organisation) => organisation.Length > 0 && Partners.Any(partner => partner.Organisation == organisation);

    /// <summary>The funding with what follows from what was said: percentages that add up to 100, and amounts that add up to the whole.</summary>
    public CardFunding[] Shares()
    {
        if (Funding.All(share => share.Cents is not null))
        {
            var percentages = Split(WholeInHundredthsOfPercent, [.. Funding.Select(share => share.Cents!.Value)]);
            return [.. Funding.Select((share, at) => share with { PercentHundredths = (int)percentages[at] })];
        }

        if (TotalCents is not { } total) { return Funding; }
        var amounts = Split(total, [.. Funding.Select(share => (long)share.PercentHundredths)]);
        return [.. Funding.Select((share, at) => share with { Cents = amounts[at] })];
    }

    /// <summary>What everybody may see: no amounts, budget and staff, and nothing of what has come of it.</summary>
    public CardDetails PublicPart() => this with
    {
        TotalCents = null,
        Funding = [.. Shares().Select(share => share with { Cents = null })],
        Budget = [],
        Staff = [],
        Goals = [.. Goals.Select(goal => goal with
        {
            Measures = [.. goal.Measures.Select(measure => measure with
            {
                Results = [.. measure.Results.Select(result => result with { Achieved = null, AchievedOn = null })],
            })],
        })],
    };

    /// <summary>Whether the public part is less than all of it.</summary>
    public bool HasMore => TotalCents is not null || Budget.Length + Staff.Length > 0 || Results().Any(result => result.Achieved is not null);

    public IEnumerable<CardResult> Results() => Goals.SelectMany(goal => goal.Measures).SelectMany(measure => measure.Results);

    /// <summary>Refuses what does not fit the programme: others than those who take part, years and days outside its term.</summary>
    public void RequireFit(Programme programme)
    {
        foreach (var (at, line) in Budget.Index())
        {
            if (line.Year < programme.FromDay.Year || line.Year > (programme.ToDay?.Year ?? line.Year))
            {
                throw ProgrammeErrors.YearOutsideTerm($"details.budget[{at}].year", programme);
            }
        }

        foreach (var (at, one) in Staff.Index())
        {
            RequirePart(programme, one.Organisation, $"details.staff[{at}].organisation");
        }

        foreach (var (goal, measures) in Goals.Select(one => one.Measures).Index())
        {
            foreach (var (at, measure) in measures.Index())
            {
                var field = $"details.goals[{goal}].measures[{at}]";
                RequirePart(programme, measure.Responsible, $"{field}.responsible");
                foreach (var (result, told) in measure.Results.Index())
                {
                    if (told.DueOn < programme.FromDay) { throw ProgrammeErrors.DueBeforeStart($"{field}.results[{result}].due_on", programme); }
                }
            }
        }
    }

    // Whole units in proportion; what is left over goes to the largest remainders, so that the parts add up to the whole.
    private static long[] Split(long whole, long[] weights)
    {
        var all = weights.Aggregate((Int128)0, (sum, weight) => sum + weight);
        if (all == 0) { return weights; }
        var parts = weights.Select(weight => (long)((Int128)whole * weight / all)).ToArray();
        var byRemainder = weights.Index().OrderByDescending(one => (Int128)whole * one.Item % all).ThenBy(one => one.Index).Select(one => one.Index);
        foreach (var at in byRemainder.Take((int)(whole - parts.Sum()))) { parts[at]++; }
        return parts;
    }

    private void RequirePart(Programme programme, string organisation, string field)
    {
        if (organisation.Length > 0 && organisation != programme.Organisation && !HasPartner(organisation)) { throw ProgrammeErrors.NotAPartner(field); }
    }
}

/// <summary>Who takes part: a registered organisation, or one by name.</summary>
internal sealed record CardPartner(string Organisation, string Name, string Role, Texts Task);

/// <summary>Who pays which share, by amount or by percentage.</summary>
internal sealed record CardFunding(string Funder, string Kind, long? Cents, int PercentHundredths);

/// <summary>A goal with its measures.</summary>
internal sealed record CardGoal(Texts Name, CardMeasure[] Measures);

/// <summary>A measure with its results.</summary>
internal sealed record CardMeasure(Texts Name, string Responsible, CardResult[] Results);

/// <summary>What must come of a measure, and what has.</summary>
internal sealed record CardResult(Texts Name, string Indicator, ProgrammeResultUnit Unit, long Target, bool AtMost, DateOnly DueOn)
{
    public long? Baseline { get; init; }

    public long? Achieved { get; init; }

    public DateOnly? AchievedOn { get; init; }
}

/// <summary>What one kind of thing costs in one year.</summary>
internal sealed record CardBudgetLine(int Year, string Kind, long Cents);

/// <summary>Somebody who works in it.</summary>
internal sealed record CardStaff(string Role, string Name, string Organisation, int Hundredths, DateOnly? FromDay, DateOnly? ToDay);
