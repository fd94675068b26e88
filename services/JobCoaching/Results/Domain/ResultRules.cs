namespace Tyokyky.JobCoaching.Results;

/// <summary>What one kind of result has.</summary>
/// <param name="Code">How facts name it; of jobs the kind of relation.</param>
internal sealed record ResultRule(string Code)
{
    /// <summary>An employment relation: with an employer, work, and facts of its own.</summary>
    public bool IsJob { get; init; }

    public bool HasEmployer { get; init; }

    public bool HasWork { get; init; }

    /// <summary>Where it happens.</summary>
    public bool HasPlace { get; init; } = true;

    /// <summary>The last day is agreed or granted: null where none is, else whether it must be told.</summary>
    public bool? NeedsLastDay { get; init; } = false;

    /// <summary>Code system of its kind, and the field that holds it; empty: none.</summary>
    public (string System, string Field) Detail { get; init; } = ("", "");

    /// <summary>Which of the reasons it ends for.</summary>
    public string EndReasons => IsJob ? "job-end-reason" : "result-end-reason";
}

/// <summary>The kinds of results.</summary>
internal static class ResultRules
{
    private static readonly Dictionary<ResultType, ResultRule> rules = new()
    {
        [ResultType.Employment] = new("employment") { IsJob = true, HasEmployer = true, HasWork = true, NeedsLastDay = null },
        [ResultType.Apprenticeship] = new("apprenticeship") { IsJob = true, HasEmployer = true, HasWork = true, NeedsLastDay = null },
        [ResultType.OwnBusiness] = new("own-business") { HasWork = true },
        [ResultType.LightEntrepreneurship] = new("light-entrepreneurship") { HasWork = true },
        [ResultType.Studies] = new("studies") { Detail = ("study-level", "study_level") },
        [ResultType.WorkTrial] = new("work-trial") { HasEmployer = true, NeedsLastDay = true },
        [ResultType.Volunteering] = new("volunteering"),
        [ResultType.PeerGroup] = new("peer-group"),
        [ResultType.RehabilitationPath] = new("rehabilitation-path") { Detail = ("rehabilitation-path", "rehabilitation_path") },
        [ResultType.DisabilityPension] = new("disability-pension") { HasPlace = false },
        [ResultType.FixedTermDisabilityPension] = new("fixed-term-disability-pension") { HasPlace = false, NeedsLastDay = true },
        [ResultType.SickLeave] = new("sick-leave") { HasPlace = false },
    };

    public static ResultRule Of(ResultType type) => rules[type];

    public static bool Knows(ResultType type) => rules.ContainsKey(type);

    /// <summary>Of whom the work is; an employer must be known.</summary>
    public static string SectorOf(ResultType type, Guid? employerId, string? known, string field) => employerId is { } employer
        ? known ?? throw ResultErrors.EmployerNotKnownYet(employer, field)
        : Of(type).HasWork ? "own-business" : "";

    /// <summary>Those of which a person has one at a time with the same employer, whatever it is called.</summary>
    public static int[] SameAs(ResultType type) =>
        Of(type).IsJob ? [.. rules.Where(rule => rule.Value.IsJob).Select(rule => (int)rule.Key)] : [(int)type];
}
