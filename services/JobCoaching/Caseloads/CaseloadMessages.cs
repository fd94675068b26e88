using static Tyokyky.JobCoaching.Common.FactParts;

namespace Tyokyky.JobCoaching.Caseloads;

/// <summary>Caseloads, what is due, planned contacts and working time as messages and facts.</summary>
internal static class CaseloadMessages
{
    public static Caseload ToMessage(this CoachLoad load, CoachingLimits limits) => new()
    {
        Coach = load.Coach,
        CoachName = load.CoachName,
        Clients = load.Clients,
        InCoaching = load.InCoaching,
        Paused = load.Paused,
        InWorkSupport = load.InWorkSupport,
        Limit = limits.Caseload,
        OverLimit = limits.IsOver(load.Clients),
        AtLimit = limits.IsReached(load.Clients),
    };

    public static AgendaItem ToMessage(this DueItem item, DateOnly today) => new()
    {
        Kind = item.Kind,
        SubjectId = item.SubjectId.ToString(),
        CoachingId = Text(item.CoachingId),
        ClientId = item.ClientId.ToString(),
        Coach = item.Coach,
        DueOn = item.DueOn.ToDate(),
        Overdue = item.DueOn < today,
        LastContactOn = item.LastContactOn?.ToDate(),
        Party = item.Party,
        Mode = item.Mode,
        Purpose = item.Purpose,
    };

    public static PlannedContact ToMessage(this ContactPlan plan) => new()
    {
        PlannedContactId = plan.Id.ToString(),
        CoachingId = plan.CoachingId.ToString(),
        ClientId = plan.ClientId.ToString(),
        Coach = plan.Coach,
        PlannedOn = plan.PlannedOn.ToDate(),
        Party = plan.Party,
        Mode = plan.Mode,
        Purpose = plan.Purpose,
        State = plan.State,
        ContactId = Text(plan.ContactId),
        DoneOn = plan.DoneOn?.ToDate(),
        CancellationReason = plan.CancellationReason,
        Note = plan.Note,
        Etag = plan.Etag,
    };

    public static CoachTime ToMessage(this WorkedTime time) => new()
    {
        CoachTimeId = time.Id.ToString(),
        Coach = time.Coach,
        WorkedOn = time.WorkedOn.ToDate(),
        Kind = time.Kind,
        Place = time.Place,
        Minutes = time.Minutes,
        ErrorReason = time.ErrorReason,
        Etag = time.Etag,
    };

    public static CoachTimeRecorded Recorded(WorkedTime time) => new()
    {
        CoachTimeId = time.Id.ToString(),
        Organisation = time.Organisation,
        Coach = time.Coach,
        WorkedOn = time.WorkedOn.ToDate(),
        Kind = time.Kind,
        Place = time.Place,
        Minutes = time.Minutes,
    };

    public static CoachTimeEnteredInError Mistaken(WorkedTime time, DateOnly day) =>
        new() { CoachTimeId = time.Id.ToString(), Organisation = time.Organisation, EnteredOn = day.ToDate() };
}
