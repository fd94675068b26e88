namespace Tyokyky.JobCoaching.WorkTrialFeedback;

/// <summary>Makes a new link, to remind the host or to ask again after the end.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class RenewWorkTrialFeedback(FeedbackKind feedback, FeedbackLinks links, IBusinessClock clock)
{
    public void Validate(RenewWorkTrialFeedbackRequest request, Check check) => check.Contact(request.Contact, clock.Today);

    public Task<RenewWorkTrialFeedbackResponse> Handle(RenewWorkTrialFeedbackRequest request, Call call)
    {
        var secret = FeedbackLinks.NewSecret();

        return feedback.ChangeAsync(
            request,
            call,
            FeedbackStore.Whole(Guid.Parse(request.FeedbackId)),
            found => found.Renew(request.Contact?.ToDomain(), FeedbackLinks.DigestOf(secret), FeedbackTimes.On(clock.Today), clock.Today),
            now => new RenewWorkTrialFeedbackResponse { Feedback = now, Link = links.Of(secret, now.Language) });
    }
}
