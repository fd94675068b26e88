using Tyokyky.Referrals.Common;

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
            : job.Contract == "permanent" && IsFullTime(job.WeeklyHours, job.StartedOn.ToDay()) ? "employment-full-time"
            : "employment-part-time",
        .. job.PaySubsidised ? ["pay-subsidy"] : Array.Empty<string>(),
    ];

    private static bool IsFullTime(int weeklyHours, DateOnly on) => fullTime.Any(row => row.Days.Covers(on) && weeklyHours >= row.WeeklyHours);
}
