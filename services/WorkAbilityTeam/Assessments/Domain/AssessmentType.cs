namespace Tyokyky.WorkAbilityTeam.Assessments;

/// <summary>What a type asks for, as its dated row of code system "assessment-type" says on a day.</summary>
internal static class AssessmentType
{
    private const string Needs = "needs:";
    private const string Service = "service:";

    private static readonly CodeSystem types = CodeSystem.Get("assessment-type");

    /// <summary>The parts of the package that go before the appointment.</summary>
    public static string[] NeededParts(string type, DateOnly day) => [.. Properties(type, day, Needs).Order(StringComparer.Ordinal)];

    /// <summary>True when a statement comes of it.</summary>
    public static bool GivesStatement(string type, DateOnly day) => types.Has(type, "statement", day);

    /// <summary>The type that a task for that service opens; null: none.</summary>
    public static string? OfService(string service, DateOnly day) =>
        types.Entries.FirstOrDefault(entry => entry.IsValidOn(day) && entry.Properties.Contains(Service + service))?.Code;

    /// <summary>What a decision on an application of that type proposes as a result; empty: nothing.</summary>
    public static string ProposedResult(string applicationType, Decision decision, DateOnly day) =>
        decision is Decision.Positive or Decision.Partial
            ? CodeSystem.Get("application-type").Entries.Where(entry => entry.Code == applicationType && entry.IsValidOn(day))
                .SelectMany(entry => entry.Properties).Where(property => property.StartsWith("proposes:", StringComparison.Ordinal))
                .Select(property => property["proposes:".Length..]).FirstOrDefault() ?? ""
            : "";

    private static IEnumerable<string> Properties(string type, DateOnly day, string prefix) => types.Entries
        .Where(entry => entry.Code == type && entry.IsValidOn(day))
        .SelectMany(entry => entry.Properties)
        .Where(property => property.StartsWith(prefix, StringComparison.Ordinal))
        .Select(property => property[prefix.Length..]);
}
