namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>What the next version should say. A part without an id is new.</summary>
internal sealed record PlanDraft(string Strengths, PlanGoal[] Goals, PlanMeasure[] Measures, DateOnly MadeOn, DateOnly ReviewOn)
{
    public OwnedSection[] Sections { get; init; } = [];

    public PlanLink[] Links { get; init; } = [];

    public string LegalBasis { get; init; } = "";

    public string WrittenBy { get; init; } = "";

    public string CorrectionReason { get; init; } = "";

    public PlanVersion AsVersion(PlanVersion before, Func<Guid> newId, DateTimeOffset recordedAt)
    {
        var goals = Goals.Select((goal, i) => Keep(goal, before, i, newId)).ToArray();
        var measures = Measures.Select((measure, i) => Keep(measure, before, i, newId)).ToArray();
        var sections = Sections.Select((section, i) => section.Id == Guid.Empty ? section with { Id = newId() }
            : before.Body.SectionList.Any(kept => kept.Id == section.Id) ? section
            : throw PlanErrors.SectionUnknown(i)).ToArray();
        var links = Links.Select((link, i) => link.Id == Guid.Empty ? link with { Id = newId() }
            : before.Body.LinkList.Any(kept => kept.Id == link.Id) ? link
            : throw PlanErrors.LinkUnknown(i)).ToArray();
        var body = new PlanBody(Strengths, [.. goals.Select(goal => goal.Text)], measures, goals, sections, links, LegalBasis);
        return new PlanVersion(before.Number + 1, body, MadeOn, ReviewOn, recordedAt)
        {
            Answers = [.. before.Answers.Where(answer => IsUnchanged(answer.PartId, before.Body, body))],
            WrittenBy = WrittenBy,
            CorrectionReason = CorrectionReason,
        };
    }

    // The client answered these words: other words are another question.
    private static bool IsUnchanged(Guid part, PlanBody before, PlanBody now) =>
        Said(before, part) is { } words && words == Said(now, part);

    private static string? Said(PlanBody body, Guid part) =>
        body.GoalsWithIds.FirstOrDefault(goal => goal.Id == part)?.Text
        ?? body.SectionList.FirstOrDefault(section => section.Id == part)?.ToString()
        ?? Array.Find(body.Measures, measure => measure.Id == part)?.Text;

    // A goal of the same words is the same goal, whether or not its id is told.
    private PlanGoal Keep(PlanGoal goal, PlanVersion before, int index, Func<Guid> newId)
    {
        if (goal.Id == Guid.Empty)
        {
            var same = before.Body.GoalsWithIds.FirstOrDefault(kept => kept.Text == goal.Text && Goals.All(other => other.Id != kept.Id));
            var isFirst = Array.FindIndex(Goals, other => other.Id == Guid.Empty && other.Text == goal.Text) == index;
            return goal with { Id = same is not null && isFirst ? same.Id : newId() };
        }

        return before.Body.GoalsWithIds.Any(kept => kept.Id == goal.Id) ? goal : throw PlanErrors.GoalUnknown($"goals[{index}].goal_id");
    }

    // Its kind and provider were told to others when it was agreed: another kind or provider is another measure.
    private static PlanMeasure Keep(PlanMeasure measure, PlanVersion before, int index, Func<Guid> newId)
    {
        if (measure.Id == Guid.Empty)
        {
            return measure with { Id = newId() };
        }

        var kept = Array.Find(before.Measures, known => known.Id == measure.Id) ?? throw PlanErrors.MeasureUnknown($"measures[{index}].measure_id");
        return kept.Kind == measure.Kind && kept.Provider == measure.Provider && kept.Basis == measure.Basis && kept.Service == measure.Service
            ? measure
            : throw PlanErrors.MeasureChanged(index);
    }
}
