namespace Tyokyky.JobCoaching.WorkTrialFeedback;

/// <summary>Lists the trainings that the caller's organisation gave, newest first.</summary>
[Access(Role.Coach | Role.Coordinator)]
internal sealed class ListHostTrainings(Reader reader)
{
    public Task<ListHostTrainingsResponse> Handle(ListHostTrainingsRequest request, Call call)
    {
        return reader.ListAsync(
            request,
            call,
            paging => FeedbackStore.TrainingsOf(call.Caller.Organisation, Ids.Optional(request.EmployerId), paging.BeforeId(), paging.Limit),
            training => [training.Id.ToString()],
            _ => null,
            page => ValueTask.FromResult(new ListHostTrainingsResponse { Trainings = { page.Select(training => training.ToMessage()) } }));
    }
}
