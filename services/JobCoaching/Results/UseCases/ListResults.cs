using Tyokyky.JobCoaching.Clients;
using Tyokyky.JobCoaching.Coachings;

namespace Tyokyky.JobCoaching.Results;

/// <summary>Lists the results of a coaching, or those that the caller's organisation recorded of a client, oldest first.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class ListResults(Reader reader)
{
    public static void Validate(ListResultsRequest request, Check check) => check.CoachingOrClient(request.CoachingId, request.ClientId, "");

    public Task<ListResultsResponse> Handle(ListResultsRequest request, Call call)
    {
        var (coachingId, clientId) = (Ids.Optional(request.CoachingId), Ids.Optional(request.ClientId));

        return reader
            .Load(
                call,
                coachingId is { } coaching ? CoachingStore.ById(coaching) : Query.Nothing<Coaching>(),
                clientId is { } client ? KnownReferralsStore.OnPathway(client, call.Caller.Organisation) : Query.Nothing<CountedClient>(),
                coachingId is { } id ? ResultStore.OfCoaching(id) : ResultStore.OfClient(clientId!.Value, call.Caller.Organisation),
                (coaching, known, results) => (Coaching: coaching, Known: known, Results: results!))
            .Authorize(
                found => new AuditSubject(
                    clientId ?? found.Coaching?.Client.Id, coachingId is null ? "client" : "coaching", coachingId ?? clientId!.Value),
                found => found.Coaching?.RelationOf(call.Caller) ?? (found.Known is null ? null : Relation.Owner))
            .AnswerAsync((found, _) => ValueTask.FromResult(Told(found.Results)));
    }

    private static ListResultsResponse Told(IReadOnlyList<Result> results)
    {
        var standing = results.Where(result => result.State != ResultState.EnteredInError).ToList();
        return new ListResultsResponse
        {
            Jobs = { standing.Where(result => result.IsJob).Select(ResultMessages.ToJob) },
            WorkTrials = { standing.Where(result => result.Type == ResultType.WorkTrial).Select(ResultMessages.ToWorkTrial) },
            Studies = { standing.Where(result => result.Type == ResultType.Studies).Select(ResultMessages.ToStudies) },
            Results = { results.Select(ResultMessages.ToMessage) },
        };
    }
}
