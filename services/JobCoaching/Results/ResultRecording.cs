using Tyokyky.JobCoaching.Clients;
using Tyokyky.JobCoaching.Coachings;
using Tyokyky.JobCoaching.Employers;

namespace Tyokyky.JobCoaching.Results;

/// <summary>The one way in which a result of any kind is recorded: in a coaching, or of a client on a pathway who has none.</summary>
internal sealed class ResultRecording(ResultKind results, UnitOfWork unitOfWork, Database database, TimeProvider time)
{
    public Task<TResponse> RecordAsync<TRequest, TResponse>(TRequest request, Call call, NewResult told, Func<Result, TResponse> answer)
        where TRequest : IMessage
        where TResponse : class, IMessage<TResponse>, new()
    {
        var employer = told.Told.Details.EmployerId;

        return unitOfWork
            .Load(
                request,
                call,
                (told.CoachingId is { } id ? CoachingStore.ById(id) : Query.Nothing<Coaching>())
                    .Unguarded("a coaching that began stays begun; one that was a mistake looks for results when it is marked"),
                (told.ClientId is { } client ? KnownReferralsStore.OnPathway(client, call.Caller.Organisation) : Query.Nothing<CountedClient>())
                    .Unguarded("who once opened or served the client's pathway may tell what it led to"),
                (employer is { } with ? EmployerStore.SectorOf(with) : Query.Nothing<string>())
                    .Unguarded("a result keeps the sector that was known when it was recorded"),
                (coaching, known, sector) => (Coaching: coaching, Known: known, Sector: sector))
            .Authorize(
                found => new AuditSubject(
                    told.ClientId ?? found.Coaching?.Client.Id, told.CoachingId is null ? "client" : "coaching", told.CoachingId ?? told.ClientId!.Value),
                found => found.Coaching?.RelationOf(call.Caller) ?? (found.Known is null ? null : Relation.Owner))
            .WriteAsync(async (found, commit) =>
            {
                found.Coaching?.MayRecordResult(told.Field("started_on"), told.Told.Details.StartedOn);
                var result = Compose(told, call, found.Coaching, await ClientAsync(told, found.Coaching?.Client ?? found.Known!, call), found.Sector);
                await RequireNoTwinAsync(result, commit, call);
                if (result.CoachingId is { } coachingId)
                {
                    commit.Fence(CoachingStore.Standing(coachingId));
                }

                await results.ApplyAsync(commit, null, (result, result.Recorded()));
                return answer(result);
            });
    }

    /// <summary>Refuses what the organisation has told already, also when both are told at once.</summary>
    public async ValueTask RequireNoTwinAsync(Result result, Commit commit, Call call)
    {
        if (await database.OneAsync(ResultStore.Twin(result), call.Cancel) is { } twin && twin != Guid.Empty)
        {
            throw ResultErrors.AlreadyRecorded(twin);
        }

        commit.AloneOfItsKind(result);
    }

    private async ValueTask<CountedClient> ClientAsync(NewResult told, CountedClient known, Call call)
    {
        if (told.Programme.Length == 0)
        {
            return known;
        }

        return await database.OneAsync(KnownReferralsStore.Programme(told.Programme), call.Cancel) is null
            ? throw DomainException.Field("programme", "PROGRAMME_UNKNOWN", "the code of a programme that Referrals knows")
            : known with { Programme = told.Programme };
    }

    private Result Compose(NewResult told, Call call, Coaching? coaching, CountedClient client, string? sector) => new()
    {
        Id = Guid.CreateVersion7(time.GetUtcNow()),
        Type = told.Type,
        CoachingId = coaching?.Id,
        Client = client,
        ReferredBy = coaching?.ReferredBy ?? ReferredBy.Nobody,
        Organisation = call.Caller.Organisation,
        Details = told.Told.Details,
        Work = told.Told.Work,
        Sector = ResultRules.SectorOf(told.Type, told.Told.Details.EmployerId, sector, told.Field("employer_id")),
        State = told.Told.Details.EndedOn is null ? ResultState.UnderWay : ResultState.Ended,
    };
}

/// <summary>A result to be recorded.</summary>
/// <param name="Within">The message of the request in which it is told; empty: the request itself.</param>
internal sealed record NewResult(Guid? CoachingId, Guid? ClientId, string Programme, ResultType Type, ResultTold Told, string Within = "")
{
    public string Field(string name) => Within + name;
}
