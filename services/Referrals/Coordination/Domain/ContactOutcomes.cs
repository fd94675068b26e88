namespace Tyokyky.Referrals.Coordination;

/// <summary>What coaching leads to, as outcomes of the contact before it. From how many hours on work is full-time is dated (FullTimeWork.csv).</summary>
internal static class ContactOutcomes
{
    public const string Coaching = "job-coaching";
    public const string WorkTrial = "work-trial";
    public const string Studies = "studies";

    private static readonly (int WeeklyHours, Validity Days)[] fullTime =
        DatedRows.Read("FullTimeWork.csv", field => (DatedRows.Number(field[0]), DatedRows.Days(field)));

    public static IEnumerable<string> Of(JobRecorded job) =>
    [
        job.Kind == "apprenticeship" ? "apprenticeship"
            : job.Contract == "permanent" && IsFullTime(job) ? "employment-full-time"
            : "employment-part-time",
        .. job.PaySubsidised ? ["pay-subsidy"] : Array.Empty<string>(),
    ];

    public static IEnumerable<string> Of(ResultRecorded result) => result.RehabilitationPath.Length > 0 ? ["rehabilitation"] : [];

    // As it was told; an older fact tells the hours alone.
    private static bool IsFullTime(JobRecorded job) => job.WorkingTime.Length > 0
        ? job.WorkingTime == "full-time"
        : fullTime.Any(row => row.Days.Covers(job.StartedOn.ToDay()) && job.WeeklyHours >= row.WeeklyHours);
}
