using static Tyokyky.Contracts.Referrals.V1.PathwayStepStatus;

namespace Tyokyky.Referrals.Pathways;

/// <summary>What can be done with a step; the names are those of the RPCs.</summary>
internal enum PathwayStepAction
{
    PlanPathwayStep,
    StartPathwayStep,
    EndPathwayStep,
    SkipPathwayStep,
    RepeatPathwayStep,
    PausePathwayStep,
    ResumePathwayStep,
    EnterPathwayStepInError,

    /// <summary>No RPC: the task that the step followed was entered in error.</summary>
    TakeBackPathwayStep,
}

/// <summary>The steps' states. What stands before a step is no condition of its start: readiness is recorded, never a gate.</summary>
internal static class PathwayStepTable
{
    public static StateTable<PathwayStepStatus, PathwayStepAction> Table { get; } = new(
        "pathway step",
        new(PathwayStepAction.PlanPathwayStep, [Planned, Started], []),
        new(PathwayStepAction.StartPathwayStep, [Planned], [Started]),
        new(PathwayStepAction.EndPathwayStep, [Started], [Ended], ReasonSystem: "task-outcome"),
        new(PathwayStepAction.SkipPathwayStep, [Planned], [Skipped], ReasonSystem: "pathway-skip-reason"),
        // A new step; the old one stays as it was.
        new(PathwayStepAction.RepeatPathwayStep, [Ended, Skipped], []),
        new(PathwayStepAction.PausePathwayStep, [Planned, Started], [], ReasonSystem: "hold-reason"),
        new(PathwayStepAction.ResumePathwayStep, [Planned, Started], []),
        new(PathwayStepAction.EnterPathwayStepInError, [Planned, Started, Ended, Skipped], [EnteredInError], ReasonSystem: "error-reason"),
        new(PathwayStepAction.TakeBackPathwayStep, [Started, Ended, Skipped], [Planned, Started]));

    public static StateRule<PathwayStepStatus, PathwayStepAction> RuleOf(PathwayStepAction action) => Table.Rules[(int)action];

    /// <summary>Null when the step allows the action; else the reason code that it is refused with.</summary>
    public static string? BlockedBy(PathwayStepAction action, PathwayStep step) => (action, step.Status) switch
    {
        _ when Table.Find(action, step.Status) is null => (action, step.Status) switch
        {
            (_, EnteredInError) => "STEP_IN_ERROR",
            (PathwayStepAction.RepeatPathwayStep, _) => "STEP_NOT_ENDED",
            (PathwayStepAction.EndPathwayStep or PathwayStepAction.TakeBackPathwayStep, Planned) => "STEP_NOT_STARTED",
            (_, Started) => "STEP_ALREADY_STARTED",
            (_, Ended) => "STEP_ENDED",
            _ => "STEP_SKIPPED",
        },
        (PathwayStepAction.PausePathwayStep, _) when step.Pause is not null => "STEP_PAUSED",
        (PathwayStepAction.ResumePathwayStep, _) when step.Pause is null => "STEP_NOT_PAUSED",
        _ => null,
    };
}
