namespace Tyokyky.JobCoaching.WorkTrialFeedback;

/// <summary>The feedback was a mistake.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class EnterWorkTrialFeedbackInError(FeedbackKind feedback, IBusinessClock clock)
{
    public void Validate(EnterWorkTrialFeedbackInErrorRequest request, Check check) =>
        check.OptionalCode("reason", request.Reason, "error-reason", clock.Today);

    public Task<EnterWorkTrialFeedbackInErrorResponse> Handle(EnterWorkTrialFeedbackInErrorRequest request, Call call)
    {
        return feedback.ChangeAsync(
            request,
            call,
            FeedbackStore.Whole(Guid.Parse(request.FeedbackId)),
            found => found.EnterInError(request.Reason, clock.Today),
            now => new EnterWorkTrialFeedbackInErrorResponse { Feedback = now });
    }
}
