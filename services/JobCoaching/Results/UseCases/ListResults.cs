using Tyokyky.JobCoaching.Coachings;

namespace Tyokyky.JobCoaching.Results;

/// <summary>Lists a coaching's results, oldest first.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class ListResults(Reader reader, Database database)
{
    public Task<ListResultsResponse> Handle(ListResultsRequest request, Call call)
    {
        var id = Guid.Parse(request.CoachingId);
        return reader
            .Load(call, CoachingStore.ById(id))
            .Authorize(coaching => new AuditSubject(coaching?.Client.Id, "coaching", id), coaching => coaching?.RelationOf(call.Caller))
            .AnswerAsync(async (_, _) =>
            {
                var (jobs, trials, studies) = await database.ManyAsync(
                    ResultStore.JobsOf(id), ResultStore.WorkTrialsOf(id), ResultStore.StudiesOf(id), call.Cancel);
                return new ListResultsResponse
                {
                    Jobs = { jobs!.Select(job => job.ToMessage()) },
                    WorkTrials = { trials!.Select(trial => trial.ToMessage()) },
                    Studies = { studies!.Select(begun => begun.ToMessage()) },
                };
            });
    }
}
