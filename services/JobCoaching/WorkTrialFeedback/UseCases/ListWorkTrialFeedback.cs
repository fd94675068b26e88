namespace Tyokyky.JobCoaching.WorkTrialFeedback;

/// <summary>Lists the feedback that the caller's organisation asked for, newest first.</summary>
[Access(Role.Coach | Role.Coordinator)]
internal sealed class ListWorkTrialFeedback(Reader reader, IBusinessClock clock)
{
    public Task<ListWorkTrialFeedbackResponse> Handle(ListWorkTrialFeedbackRequest request, Call call)
    {
        var filter = new FeedbackFilter(
            Ids.Optional(request.ClientId), Ids.Optional(request.WorkTrialId), request.State, request.ReminderDue ? clock.Today : null);

        return reader.ListAsync(
            request,
            call,
            paging => FeedbackStore.Of(call.Caller.Organisation, filter, paging.BeforeId(), paging.Limit),
            found => [found.Id.ToString()],
            found => new Touch(found.Client.Id, found.ObjectType, found.Id.ToString()),
            page => ValueTask.FromResult(new ListWorkTrialFeedbackResponse { Feedback = { page.Select(found => found.ToMessage()) } }));
    }
}
