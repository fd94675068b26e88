namespace Tyokyky.JobCoaching.WorkTrialFeedback;

/// <summary>How feedback and trainings refuse.</summary>
internal static class FeedbackErrors
{
    public static DomainException Blocked(string reason, HostFeedback feedback) =>
        new(
            ErrorKind.FailedPrecondition, reason, "The feedback does not allow it as it now is; GetAllowedWorkTrialFeedbackActions says what it allows.",
            ("feedback_id", feedback.Id.ToString()), ("state", StateCode.Of(feedback.State)))
        {
            Preconditions = [new Precondition("FEEDBACK_STATE", feedback.Id.ToString(), reason)],
        };

    public static DomainException NoWorkTrial(Result result) =>
        new(ErrorKind.FailedPrecondition, "RESULT_NO_WORK_TRIAL", "Feedback is asked for on work trials alone.")
        {
            Preconditions = [new Precondition("RESULT_STATE", result.Id.ToString(), "RESULT_NO_WORK_TRIAL")],
        };

    public static DomainException AlreadyRequested() =>
        new(ErrorKind.FailedPrecondition, "FEEDBACK_ALREADY_REQUESTED", "The host has a link for this work trial: RenewWorkTrialFeedback makes another.");

    /// <summary>It was kept until the link ended.</summary>
    public static DomainException ContactRequired() => DomainException.Field("contact", "FIELD_REQUIRED", "present: the contact is not kept after the end");

    public static DomainException TrainingEnteredInError() =>
        new(ErrorKind.FailedPrecondition, "HOST_TRAINING_ENTERED_IN_ERROR", "The training is marked as a mistake.");
}
