namespace Tyokyky.JobCoaching.UseCases;

/// <summary>Lists a coaching's results, oldest first.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class ListResults(Database database, AccessLog accessLog)
{
    public async Task<ListResultsResponse> Handle(ListResultsRequest request, Call call)
    {
        var id = Guid.Parse(request.CoachingId);

        var coaching = await database.OneAsync(CoachingStore.ById(id), call.Cancel);
        call.SetAuditSubject(coaching?.Client.Id.ToString(), "coaching", request.CoachingId);
        call.Authorize(coaching, coaching?.RelationOf(call.Caller));

        var (jobs, trials, studies) = await database.ManyAsync(ResultStore.JobsOf(id), ResultStore.WorkTrialsOf(id), ResultStore.StudiesOf(id), call.Cancel);
        var response = new ListResultsResponse();
        response.Jobs.AddRange(jobs!.Select(job => job.ToMessage()));
        response.WorkTrials.AddRange(trials!.Select(trial => trial.ToMessage()));
        response.Studies.AddRange(studies!.Select(begun => begun.ToMessage()));

        await accessLog.ReadAsync(call, coaching.Client.Id, coaching.ObjectType, coaching.Id);
        return response;
    }
}
