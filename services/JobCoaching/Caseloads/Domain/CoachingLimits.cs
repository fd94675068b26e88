using Tyokyky.JobCoaching.Common;

namespace Tyokyky.JobCoaching.Caseloads;

/// <summary>Limits that coaches are told of: dated rows of code system "coaching-limit".</summary>
internal sealed record CoachingLimits(int Caseload, int NoContactDays, int FirstMonthDays, int SupportDays)
{
    /// <summary>Weekly contact in support in work is for the first four weeks.</summary>
    public const int FirstMonth = 28;

    public static CoachingLimits On(DateOnly day) => new(
        Number("caseload-alert", "clients", day),
        Number("no-contact", "days", day),
        Number("in-work-support-first-month", "days", day),
        Number("in-work-support", "days", day));

    public bool IsOver(int clients) => clients > Caseload;

    public bool IsReached(int clients) => clients >= Caseload;

    // Before any was agreed, the first that was.
    private static int Number(string code, string property, DateOnly day) => DatedRule.On("coaching-limit", code, day)!.Amount(property);
}
