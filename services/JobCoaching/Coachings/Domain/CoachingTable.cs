using static Tyokyky.Contracts.Coaching.V1.CoachingState;

namespace Tyokyky.JobCoaching.Coachings;

/// <summary>What can be done with a coaching; the names are those of the RPCs.</summary>
internal enum CoachingAction
{
    StartCoaching,
    AssignCoach,
    UpdateCareerProfile,
    SetDisclosure,
    StartJobSearch,
    LogContact,
    CorrectContact,
    EnterContactInError,
    FindOpenings,
    RecordResult,
    StartInWorkSupport,
    EndInWorkSupport,
    PauseCoaching,
    ResumeCoaching,
    EndCoaching,
    ReturnToCoaching,
    EnterCoachingInError,
}

/// <summary>
/// The coaching's states. One that never started may end. After the end of one that did results come, support in work goes on, with another coach if
/// need be, and the client may return.
/// </summary>
internal static class CoachingTable
{
    public static StateTable<CoachingState, CoachingAction> Table { get; } = new(
        "coaching",
        new(CoachingAction.StartCoaching, [Open], [Started]),
        new(CoachingAction.AssignCoach, [Started, Paused, Ended], []),
        new(CoachingAction.UpdateCareerProfile, [Started, Paused], []),
        new(CoachingAction.SetDisclosure, [Started, Paused], []),
        new(CoachingAction.StartJobSearch, [Started], []),
        new(CoachingAction.LogContact, [Started, Paused, Ended], []),
        new(CoachingAction.CorrectContact, [Started, Paused, Ended], []),
        new(CoachingAction.EnterContactInError, [Started, Paused, Ended], []),
        new(CoachingAction.FindOpenings, [Started], []),
        new(CoachingAction.RecordResult, [Started, Paused, Ended], []),
        new(CoachingAction.StartInWorkSupport, [Started, Paused, Ended], []),
        new(CoachingAction.EndInWorkSupport, [Started, Paused, Ended], []),
        new(CoachingAction.PauseCoaching, [Started], [Paused], ReasonSystem: "coaching-pause-reason"),
        new(CoachingAction.ResumeCoaching, [Paused], [Started]),
        new(CoachingAction.EndCoaching, [Open, Started, Paused], [Ended], ReasonSystem: "coaching-outcome"),
        new(CoachingAction.ReturnToCoaching, [Ended], [Started]),
        new(CoachingAction.EnterCoachingInError, [Open, Started, Paused, Ended], [EnteredInError], ReasonSystem: "error-reason"));

    /// <summary>Null when the coaching allows the action; else the reason code that it is refused with.</summary>
    public static string? BlockedBy(CoachingAction action, Coaching coaching) => (action, coaching.State) switch
    {
        (_, EnteredInError) => "COACHING_ENTERED_IN_ERROR",
        (CoachingAction.StartCoaching, Ended) or (CoachingAction.EndCoaching, Ended) => "COACHING_ENDED",
        (CoachingAction.StartCoaching or CoachingAction.EndCoaching or CoachingAction.EnterCoachingInError, _) =>
            Table.Find(action, coaching.State) is null ? "COACHING_ALREADY_STARTED" : null,
        _ when coaching.StartedOn is null => "COACHING_NOT_STARTED",
        _ when Table.Find(action, coaching.State) is null => OtherState(action, coaching.State),
        (CoachingAction.StartJobSearch, _) when coaching.JobSearchStartedOn is not null => "JOB_SEARCH_STARTED",
        (CoachingAction.StartInWorkSupport, _) when coaching.HasInWorkSupport => "IN_WORK_SUPPORT_STARTED",
        (CoachingAction.EndInWorkSupport, _) when !coaching.HasInWorkSupport => "IN_WORK_SUPPORT_NOT_STARTED",
        _ => null,
    };

    private static string OtherState(CoachingAction action, CoachingState state) => (action, state) switch
    {
        (CoachingAction.ReturnToCoaching, _) => "COACHING_NOT_ENDED",
        (_, Ended) => "COACHING_ENDED",
        (CoachingAction.ResumeCoaching, _) => "COACHING_NOT_PAUSED",
        _ => "COACHING_PAUSED",
    };
}
