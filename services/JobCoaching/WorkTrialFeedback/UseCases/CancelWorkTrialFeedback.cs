namespace Tyokyky.JobCoaching.WorkTrialFeedback;

/// <summary>Nobody waits for the feedback any more.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class CancelWorkTrialFeedback(FeedbackKind feedback, IBusinessClock clock)
{
    public void Validate(CancelWorkTrialFeedbackRequest request, Check check) =>
        check.OptionalCode("reason", request.Reason, "feedback-cancellation-reason", clock.Today);

    public Task<CancelWorkTrialFeedbackResponse> Handle(CancelWorkTrialFeedbackRequest request, Call call)
    {
        return feedback.ChangeAsync(
            request,
            call,
            FeedbackStore.Whole(Guid.Parse(request.FeedbackId)),
            found => found.Cancel(request.Reason, clock.Today),
            now => new CancelWorkTrialFeedbackResponse { Feedback = now });
    }
}
