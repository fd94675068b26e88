using Google.Protobuf.WellKnownTypes;

namespace Tyokyky.Sandbox.Caseload;

/// <summary>What the suite has answered about a person so far: the ids that the next steps need.</summary>
internal sealed class Way(PlannedPerson person)
{
    public PlannedPerson Person { get; } = person;

    public string ClientId { get; set; } = "";

    public string ReferralId { get; set; } = "";

    public string CityTaskId { get; set; } = "";

    public string TeamTaskId { get; set; } = "";

    public string CaseId { get; set; } = "";

    public string PlanId { get; set; } = "";

    public string CoachingMeasureId { get; set; } = "";

    public string CoachingId { get; set; } = "";
}

/// <summary>Planned days as the contracts' types.</summary>
internal static class Moments
{
    public static Date ToDate(this DateOnly day) => new() { Year = day.Year, Month = day.Month, Day = day.Day };

    /// <summary>An instant of that day, in office hours.</summary>
    public static Timestamp At(this DateOnly day, int hour, int minute = 0) =>
        Timestamp.FromDateTime(day.ToDateTime(new TimeOnly(hour, minute), System.DateTimeKind.Utc));

    public static Timestamp NotBefore(this Timestamp planned, Timestamp? least) => least is not null && least > planned ? least : planned;
}
