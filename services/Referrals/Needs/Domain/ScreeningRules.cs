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

    public const string Kind = "screening-rule";

    /// <summary>The defaults of a day.</summary>
    public static IEnumerable<ScreeningRule> On(DateOnly day) => all.Where(rule => rule.Days.Covers(day));

    /// <summary>The rules of an area on a day.</summary>
    public static IEnumerable<ScreeningRule> On(DateOnly day, AreaAgreements area) => area.Over(Kind, day, On(day), rule => rule.Rule, Agreed);

    /// <summary>The codes that a condition counts are of this system; null: it counts none. Empty: there is no such condition.</summary>
    public static string? SystemOf(string condition) => condition switch
    {
        "unemployed-months" => null,
        "benefit-months" or "benefit-days" => "benefit",
        "status-spells" => "labour-market-status",
        "activity-ended" => "current-activity",
        "answer" => "screening-question",
        _ => "",
    };

    // Its number within the area: the version of the row, after those of the defaults.
    private static ScreeningRule Agreed(Agreement row)
    {
        var told = row.Content().ScreeningRule;
        var shipped = all.Where(rule => rule.Rule == row.Key).Select(rule => rule.Version).DefaultIfEmpty().Max();
        return new ScreeningRule(
            row.Key, shipped + (int)row.Version, told.Condition, [.. told.Codes], told.Threshold, told.MaxAge == 0 ? null : told.MaxAge,
            told.Condition != "answer", told.Template, [.. told.Services], told.TextFi, told.TextSv, told.TextEn, row.Days, row.Source);
    }
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
            "unemployed-months" => Lasting(person.Spells(SituationKind.Unemployment, []), day),
            "benefit-months" => Lasting(person.Spells(SituationKind.Benefit, Codes), day),
            "benefit-days" => NthWeekday(person.Spells(SituationKind.Benefit, Codes), day),
            "status-spells" => NthSpell(person.Spells(SituationKind.LabourMarketStatus, Codes), day),
            "activity-ended" => EndedLately(person, day),
            "answer" => person.Answers.Intersect(Codes).Any() ? day : (DateOnly?)null,
            _ => throw new InvalidOperationException($"Rule {Rule} has a condition that nobody knows."),
        };
        return since <= day ? since : null;
    }

    // What holds on the day and has held since so many months.
    private DateOnly? Lasting(IReadOnlyList<Validity> spells, DateOnly day) => spells.FirstOrDefault(spell => spell.Covers(day)).From?.AddMonths(Threshold);

    // Benefit days are the weekdays of the spells, each once.
    private DateOnly? NthWeekday(IReadOnlyList<Validity> spells, DateOnly day)
    {
        var counted = 0;
        foreach (var spell in spells)
        {
            for (var each = spell.From!.Value; each <= day && spell.Covers(each); each = each.AddDays(1))
            {
                if (each.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && ++counted == Threshold)
                {
                    return each;
                }
            }
        }

        return null;
    }

    private DateOnly? NthSpell(IReadOnlyList<Validity> spells, DateOnly day)
    {
        var lately = spells.Where(spell => spell.From <= day && spell.From > day.AddYears(-1)).ToList();
        return lately.Count >= Threshold ? lately[Threshold - 1].From : null;
    }

    private DateOnly? EndedLately(ScreenedPerson person, DateOnly day)
    {
        var ended = person
            .Spells(SituationKind.CurrentActivity, Codes)
            .Where(spell => spell.To < day && spell.To >= day.AddMonths(-Threshold))
            .Select(spell => spell.To)
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
    /// <summary>The periods of what holds, in their order: entries that overlap, or follow one another without a day between, are one.</summary>
    public IReadOnlyList<Validity> Spells(SituationKind kind, string[] codes)
    {
        var spells = new List<Validity>();
        foreach (var fact in Facts.Where(fact => fact.Kind == kind && (codes.Length == 0 || codes.Contains(fact.Code))).OrderBy(fact => fact.From))
        {
            if (spells.Count == 0 || (spells[^1].To is { } end && fact.From.DayNumber > end.DayNumber + 1))
            {
                spells.Add(new Validity(fact.From, fact.To));
            }
            else if (spells[^1] is { To: { } last } spell && (fact.To is not { } to || to > last))
            {
                spells[^1] = spell with { To = fact.To };
            }
        }

        return spells;
    }

    /// <summary>Since when the client is unemployed on that day.</summary>
    public DateOnly? UnemployedSince(DateOnly day) => Spells(SituationKind.Unemployment, []).FirstOrDefault(spell => spell.Covers(day)).From;

    public int? AgeOn(DateOnly day) => BirthDate is { } born ? AgeBands.AgeOn(born, day) : null;
}

/// <summary>An entry of the situation, as far as rules look at it.</summary>
internal sealed record DatedFact(SituationKind Kind, string Code, DateOnly From, DateOnly? To);
