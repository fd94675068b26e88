using Google.Protobuf.Reflection;

namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>What differs between two versions, of what one reader sees of each: nothing that the reader does not see is compared.</summary>
internal static class PlanComparison
{
    public static IEnumerable<PlanDifference> Between(Plan before, Plan after)
    {
        if (before.Strengths != after.Strengths)
        {
            yield return Changed("strengths", "", ["text"], before.Strengths, after.Strengths);
        }

        foreach (var difference in Parts("goal", before.Goals, after.Goals, goal => goal.GoalId, goal => goal.Text)
            .Concat(Parts("section", before.Sections, after.Sections, section => section.SectionId, section => section.Text))
            .Concat(Parts("statutory-link", before.StatutoryLinks, after.StatutoryLinks, link => link.LinkId, link => Words(link.Kind, link.Reference)))
            .Concat(Parts("measure", before.Measures, after.Measures, measure => measure.MeasureId, measure => Words(measure.Kind, measure.Text))))
        {
            yield return difference;
        }

        if (!Equals(before.ReviewOn, after.ReviewOn))
        {
            yield return Changed("review-on", "", ["review_on"], Day(before.ReviewOn), Day(after.ReviewOn));
        }
    }

    private static IEnumerable<PlanDifference> Parts<T>(
        string part, IReadOnlyCollection<T> before, IReadOnlyCollection<T> after, Func<T, string> id, Func<T, string> words)
        where T : IMessage
    {
        var was = before.ToDictionary(id);
        foreach (var now in after)
        {
            if (!was.Remove(id(now), out var old))
            {
                yield return new PlanDifference { Part = part, PartId = id(now), Change = "added", After = words(now) };
            }
            else if (!old.Equals(now))
            {
                yield return Changed(part, id(now), Fields(old, now), words(old), words(now));
            }
        }

        foreach (var gone in before.Where(one => was.ContainsKey(id(one))))
        {
            yield return new PlanDifference { Part = part, PartId = id(gone), Change = "removed", Before = words(gone) };
        }
    }

    private static IEnumerable<string> Fields(IMessage before, IMessage after) =>
        before.Descriptor.Fields.InDeclarationOrder().Where(field => !Equals(Value(field, before), Value(field, after))).Select(field => field.Name);

    private static object? Value(FieldDescriptor field, IMessage message) => field.Accessor.GetValue(message);

    private static string Words(string code, string text) => text.Length > 0 ? $"{code} {text}" : code;

    private static string Day(Date? day) => day is null ? "" : PagingKeys.DayKey(day.ToDay());

    private static PlanDifference Changed(string part, string id, IEnumerable<string> fields, string before, string after) =>
        new() { Part = part, PartId = id, Change = "changed", Fields = { fields }, Before = before, After = after };
}
