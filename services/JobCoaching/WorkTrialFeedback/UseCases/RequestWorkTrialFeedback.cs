using Tyokyky.JobCoaching.Results;

namespace Tyokyky.JobCoaching.WorkTrialFeedback;

/// <summary>Asks the host of a work trial for feedback, and makes the link.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class RequestWorkTrialFeedback(
    FeedbackKind feedback, FeedbackLinks links, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(RequestWorkTrialFeedbackRequest request, Check check) => check.Contact(request.Contact, clock.Today);

    public Task<RequestWorkTrialFeedbackResponse> Handle(RequestWorkTrialFeedbackRequest request, Call call)
    {
        var (trialId, today) = (Guid.Parse(request.WorkTrialId), clock.Today);

        return unitOfWork
            .Load(
                request,
                call,
                ResultStore.ById(trialId).Fenced(ResultStore.ResultRow.Fence),
                FeedbackStore.FormOn(today).Unguarded("a form's row is added, and never changed"),
                FeedbackStore.WaitingOf(trialId).Unguarded("an index holds that one waits at a time"),
                (trial, form, waiting) => (Trial: trial, Form: form, Waiting: waiting))
            .Authorize(found => new AuditSubject(found.Trial?.Client.Id, "result", trialId), found => found.Trial?.RelationOf(call.Caller))
            .WriteAsync(async (found, commit) =>
            {
                MayBeAsked(found.Trial!, found.Waiting);
                var secret = FeedbackLinks.NewSecret();
                var asked = Compose(request, found.Trial!, found.Form!, today);
                var change = asked.Request(request.Contact.ToDomain(), FeedbackLinks.DigestOf(secret), FeedbackTimes.On(today));
                var now = await feedback.ApplyAsync(commit, null, change);
                return new RequestWorkTrialFeedbackResponse { Feedback = now.ToMessage(), Link = links.Of(secret, now.Language) };
            });
    }

    private static void MayBeAsked(Result trial, HostFeedback? waiting)
    {
        if (trial.Type != ResultType.WorkTrial)
        {
            throw FeedbackErrors.NoWorkTrial(trial);
        }

        if (trial.State == ResultState.EnteredInError)
        {
            throw ResultErrors.EnteredInError(trial);
        }

        if (waiting is not null)
        {
            throw FeedbackErrors.AlreadyRequested();
        }
    }

    private HostFeedback Compose(RequestWorkTrialFeedbackRequest request, Result trial, FeedbackForm form, DateOnly today) => new()
    {
        Id = Guid.CreateVersion7(time.GetUtcNow()),
        Client = trial.Client,
        Organisation = trial.Organisation,
        WorkTrialId = trial.Id,
        CoachingId = trial.CoachingId,
        EmployerId = trial.Details.EmployerId,
        FormVersion = form.Version,
        Language = request.Language,
        AskedBy = request.AskedBy,
        RequestedOn = today,
    };
}
