using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Needs;

/// <summary>
/// The rules of early identification (varhainen tunnistaminen): dated, ScreeningRules.csv. Each says yes or no, and why; none scores or
/// ranks anybody, and nothing follows before a person decides.
/// </summary>
internal static class ScreeningRules
{
    private static readonly ScreeningRule[] all = DatedRows.Read("ScreeningRules.csv", field => new ScreeningRule(
        field[0], DatedRows.Number(field[1]), field[2], DatedRows.Words(field[3]),
        DatedRows.Number(field[4]), field[5].Length == 0 ? null : DatedRows.Number(field[5]),
        field[6] == "yes", field[7], DatedRows.Words(field[8]), field[9], field[10], field[11], DatedRows.Days(field), field[^1]));

    public static IEnumerable<ScreeningRule> On(DateOnly day) => all.Where(rule => rule.Days.Covers(day));
}

/// <summary>One version of one rule.</summary>
/// <param name="IsTrigger">True for what the situation itself shows; false for what the client answers.</param>
internal sealed record ScreeningRule(
    string Rule, int Version, string Condition, string[] Codes, int Threshold, int? MaxAge, bool IsTrigger, string Template, string[] Services,
    string Fi, string Sv, string En, Validity Days, string Source)
{
    /// <summary>Since when the rule is met on that day; null when it is not.</summary>
    public DateOnly? MetSince(ScreenedPerson person, DateOnly day)
    {
        if (MaxAge is { } oldest && (person.AgeOn(day) is not { } age || age > oldest))
        {
            return null;
        }

        var since = Condition switch
        {
            "unemployed-months" => Lasting(person.Of(SituationKind.Unemployment, []), day),
            "benefit-months" => Lasting(person.Of(SituationKind.Benefit, Codes), day),
            "benefit-days" => NthWeekday(person.Of(SituationKind.Benefit, Codes), day),
            "status-spells" => NthSpell(person.Of(SituationKind.LabourMarketStatus, Codes), day),
            "activity-ended" => EndedLately(person, day),
            "answer" => person.Answers.Intersect(Codes).Any() ? day : (DateOnly?)null,
            _ => throw new InvalidOperationException($"Rule {Rule} has a condition that nobody knows."),
        };
        return since <= day ? since : null;
    }

    // What holds on the day and has held since so many months; periods that follow one another without a day between are one.
    private DateOnly? Lasting(IReadOnlyList<DatedFact> facts, DateOnly day)
    {
        DateOnly? first = null, last = null;
        foreach (var fact in facts.Where(fact => fact.From <= day))
        {
            if (last is null || fact.From > last.Value.AddDays(1))
            {
                first = fact.From;
            }

            last = fact.To is { } to && to < day ? (last > to ? last : to) : day;
        }

        return first is not null && last == day ? first.Value.AddMonths(Threshold) : null;
    }

    // Benefit days are the weekdays of the periods, each once.
    private DateOnly? NthWeekday(IReadOnlyList<DatedFact> facts, DateOnly day)
    {
        var (counted, next) = (0, DateOnly.MinValue);
        foreach (var fact in facts)
        {
            for (var each = fact.From > next ? fact.From : next; each <= day && (fact.To is not { } to || each <= to); each = each.AddDays(1))
            {
                if (each.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && ++counted == Threshold)
                {
                    return each;
                }

                next = each.AddDays(1);
            }
        }

        return null;
    }

    private DateOnly? NthSpell(IReadOnlyList<DatedFact> facts, DateOnly day)
    {
        var spells = facts.Where(fact => fact.From <= day && fact.From > day.AddYears(-1)).ToList();
        return spells.Count >= Threshold ? spells[Threshold - 1].From : null;
    }

    private DateOnly? EndedLately(ScreenedPerson person, DateOnly day)
    {
        var ended = person
            .Of(SituationKind.CurrentActivity, Codes)
            .Where(fact => fact.To < day && fact.To >= day.AddMonths(-Threshold))
            .Select(fact => fact.To)
            .Max();
        return ended is { } on
            && !person.Facts.Any(
                fact => fact.Kind == SituationKind.CurrentActivity && fact.Code != "none" && fact.From <= day && (fact.To is not { } to || to >= day))
            ? on.AddDays(1)
            : null;
    }
}

/// <summary>What a rule looks at: the controller's own dated facts, and what the client answered yes to.</summary>
internal sealed record ScreenedPerson(Guid ClientId, DateOnly? BirthDate, IReadOnlyList<DatedFact> Facts, IReadOnlyCollection<string> Answers)
{
    public IReadOnlyList<DatedFact> Of(SituationKind kind, string[] codes) =>
        [.. Facts.Where(fact => fact.Kind == kind && (codes.Length == 0 || codes.Contains(fact.Code))).OrderBy(fact => fact.From)];

    /// <summary>Since when the client is unemployed on that day.</summary>
    public DateOnly? UnemployedSince(DateOnly day) =>
        Of(SituationKind.Unemployment, []).LastOrDefault(fact => fact.From <= day && (fact.To is not { } to || to >= day))?.From;

    public int? AgeOn(DateOnly day) => BirthDate is { } born ? AgeBands.AgeOn(born, day) : null;
}

/// <summary>An entry of the situation, as far as rules look at it.</summary>
internal sealed record DatedFact(SituationKind Kind, string Code, DateOnly From, DateOnly? To);
