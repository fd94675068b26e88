using Tyokyky.Contracts.Coaching.V1;

namespace Tyokyky.JobCoaching.Domain;

/// <summary>What can be done with a coaching; the names are those of the RPCs.</summary>
internal enum CoachingAction
{
    StartCoaching,
    LogContact,
    FindOpenings,
    RecordResult,
    EndCoaching,
}

/// <summary>One line of the table.</summary>
internal sealed record CoachingRule(CoachingAction Action, CoachingState From, CoachingState To);

/// <summary>
/// The coaching's states and transitions as data. One that never started may end; results may come after the end of one that did.
/// </summary>
internal static class CoachingTable
{
    public static IReadOnlyList<CoachingRule> Rules { get; } =
    [
        new(CoachingAction.StartCoaching, CoachingState.Open, CoachingState.Started),
        new(CoachingAction.LogContact, CoachingState.Started, CoachingState.Started),
        new(CoachingAction.FindOpenings, CoachingState.Started, CoachingState.Started),
        new(CoachingAction.RecordResult, CoachingState.Started, CoachingState.Started),
        new(CoachingAction.RecordResult, CoachingState.Ended, CoachingState.Ended),
        new(CoachingAction.EndCoaching, CoachingState.Open, CoachingState.Ended),
        new(CoachingAction.EndCoaching, CoachingState.Started, CoachingState.Ended),
    ];

    /// <summary>The state after the action, or null when the state does not allow it.</summary>
    public static CoachingState? After(CoachingAction action, CoachingState from) => Rules.FirstOrDefault(rule => rule.Action == action && rule.From == from)?.To;

    /// <summary>Null when the coaching allows the action; else the reason code that it is refused with.</summary>
    public static string? BlockedBy(CoachingAction action, Coaching coaching)
    {
        if (action == CoachingAction.RecordResult && coaching.StartedOn is null)
        {
            return "COACHING_NOT_STARTED";
        }

        return After(action, coaching.State) is not null ? null : (action, coaching.State) switch
        {
            (_, CoachingState.Ended) => "COACHING_ENDED",
            (CoachingAction.StartCoaching, _) => "COACHING_ALREADY_STARTED",
            _ => "COACHING_NOT_STARTED",
        };
    }

    /// <summary>The code that transitions carry.</summary>
    public static string Code(CoachingState state) => state switch
    {
        CoachingState.Open => "open",
        CoachingState.Started => "started",
        CoachingState.Ended => "ended",
        _ => "",
    };
}
