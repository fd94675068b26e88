namespace Tyokyky.JobCoaching.WorkTrialFeedback;

/// <summary>Reads a feedback, and whom it was asked from while that is kept.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class GetWorkTrialFeedback(Reader reader)
{
    public Task<GetWorkTrialFeedbackResponse> Handle(GetWorkTrialFeedbackRequest request, Call call)
    {
        var id = Guid.Parse(request.FeedbackId);
        return reader
            .Load(call, FeedbackStore.ById(id))
            .Authorize(found => new AuditSubject(found?.Client.Id, "work-trial-feedback", id), found => found?.RelationOf(call.Caller))
            .AnswerAsync((found, _) => ValueTask.FromResult(new GetWorkTrialFeedbackResponse { Feedback = found!.ToMessage(showsContact: true) }));
    }
}
