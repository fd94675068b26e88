using Google.Protobuf.WellKnownTypes;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Metrics.Tests;

/// <summary>Facts as the sources tell them, with what does not matter filled in.</summary>
public static class Facts
{
    public const string Coaching = "2345678-0";

    public static string Id() => Guid.CreateVersion7().ToString();

    public static ClientFacets Person(string municipality = "698", string programme = "", AgeBand age = AgeBand._3054) =>
        new() { ClientId = Id(), Municipality = municipality, Programme = programme, AgeBand = age };

    public static Date Day(int year, int month, int day) => new() { Year = year, Month = month, Day = day };

    public static Timestamp At(DateOnly day) => Timestamp.FromDateTimeOffset(FinnishTime.StartOf(day).AddHours(10));

    public static ClientsMerged Merged(string kept, string merged) => new() { MergeId = Id(), KeptClientId = kept, MergedClientId = merged };

    public static ClientsSplit Split(ClientsMerged merge) => new() { MergeId = merge.MergeId, KeptClientId = merge.KeptClientId, MergedClientId = merge.MergedClientId };

    public static CoachingStarted Started(ClientFacets client, string coach, Date? day = null, string organisation = Coaching, string? coachingId = null) => new()
    {
        CoachingId = coachingId ?? Id(),
        MeasureId = Id(),
        CaseId = Id(),
        Client = client,
        Organisation = organisation,
        Coach = coach,
        Model = "quality-criteria-supported-employment",
        StartedOn = day ?? Day(2021, 3, 1),
    };

    public static JobRecorded Job(ClientFacets client, string sector, bool subsidised, string kind = "employment", Date? day = null, string organisation = Coaching) => new()
    {
        JobId = Id(),
        CoachingId = Id(),
        EmployerId = Id(),
        Client = client,
        Organisation = organisation,
        Sector = sector,
        Kind = kind,
        PaySubsidised = subsidised,
        OpenLabourMarket = !subsidised,
        Contract = "fixed-term",
        WeeklyHours = 20,
        Occupation = "5120",
        StartedOn = day ?? Day(2021, 9, 1),
    };

    public static WorkTrialRecorded WorkTrial(ClientFacets client, Date? day = null, string organisation = Coaching, string? coachingId = null) =>
        new() { WorkTrialId = Id(), CoachingId = coachingId ?? Id(), EmployerId = Id(), Client = client, Organisation = organisation, StartedOn = day ?? Day(2021, 6, 1), EndsOn = Day(2021, 8, 1) };

    public static StudiesRecorded Studies(ClientFacets client, Date? day = null, string organisation = Coaching) =>
        new() { StudiesId = Id(), CoachingId = Id(), Client = client, Organisation = organisation, Level = "vocational", StartedOn = day ?? Day(2021, 8, 10) };
}
