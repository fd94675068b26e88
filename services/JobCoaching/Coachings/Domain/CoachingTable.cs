using static Tyokyky.Contracts.Coaching.V1.CoachingState;

namespace Tyokyky.JobCoaching.Coachings;

/// <summary>What can be done with a coaching; the names are those of the RPCs.</summary>
internal enum CoachingAction
{
    StartCoaching,
    LogContact,
    FindOpenings,
    RecordResult,
    EndCoaching,
}

/// <summary>The coaching's states. One that never started may end; results may come after the end of one that did.</summary>
internal static class CoachingTable
{
    public static StateTable<CoachingState, CoachingAction> Table { get; } = new(
        "coaching",
        new(CoachingAction.StartCoaching, [Open], [Started]),
        new(CoachingAction.LogContact, [Started], []),
        new(CoachingAction.FindOpenings, [Started], []),
        new(CoachingAction.RecordResult, [Started, Ended], []),
        new(CoachingAction.EndCoaching, [Open, Started], [Ended]));

    /// <summary>Null when the coaching allows the action; else the reason code that it is refused with.</summary>
    public static string? BlockedBy(CoachingAction action, Coaching coaching)
    {
        if (action == CoachingAction.RecordResult && coaching.StartedOn is null)
        {
            return "COACHING_NOT_STARTED";
        }

        return Table.Find(action, coaching.State) is not null ? null : (action, coaching.State) switch
        {
            (_, Ended) => "COACHING_ENDED",
            (CoachingAction.StartCoaching, _) => "COACHING_ALREADY_STARTED",
            _ => "COACHING_NOT_STARTED",
        };
    }
}
