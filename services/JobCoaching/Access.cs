using Tyokyky.ServiceDefaults;
using static Tyokyky.ServiceDefaults.Role;

namespace Tyokyky.JobCoaching;

/// <summary>Who may call what, and what the caller must be to the object. An RPC that is not here is refused.</summary>
internal static class Access
{
    private const string Coachings = "tyokyky.coaching.v1.CoachingsService";
    private const string Results = "tyokyky.coaching.v1.ResultsService";

    // A coaching is the coaching organisation's: every coach of it may stand in for another, its coordinators see how it goes.
    public static AccessTable Table { get; } = new AccessTable()
        .Rpc($"{Coachings}/GetCoaching", Coach | Coordinator, Relation.Owner)
        .Rpc($"{Coachings}/ListCoachings", Coach | Coordinator)
        .Rpc($"{Coachings}/StartCoaching", Coach, Relation.Owner)
        .Rpc($"{Coachings}/LogContact", Coach, Relation.Owner)
        .Rpc($"{Coachings}/FindOpenings", Coach, Relation.Owner)
        .Rpc($"{Coachings}/EndCoaching", Coach, Relation.Owner)
        .Rpc($"{Results}/RecordJob", Coach, Relation.Owner)
        .Rpc($"{Results}/EndJob", Coach, Relation.Owner)
        .Rpc($"{Results}/RecordWorkTrial", Coach, Relation.Owner)
        .Rpc($"{Results}/RecordStudies", Coach, Relation.Owner)
        .Rpc($"{Results}/ListResults", Coach | Coordinator, Relation.Owner);
}
