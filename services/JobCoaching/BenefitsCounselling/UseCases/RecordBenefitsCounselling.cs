using Tyokyky.JobCoaching.Clients;
using Tyokyky.JobCoaching.Coachings;
using Tyokyky.JobCoaching.Results;

namespace Tyokyky.JobCoaching.BenefitsCounselling;

/// <summary>Records a counselling in a coaching, or of a client on a pathway who has none.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class RecordBenefitsCounselling(CounsellingKind counsellings, UnitOfWork unitOfWork, Database database, TimeProvider time, IBusinessClock clock)
{
    public void Validate(RecordBenefitsCounsellingRequest request, Check check) => check
        .CoachingOrClient(request.CoachingId, request.ClientId, "")
        .Counselling(request.Details, clock);

    public Task<RecordBenefitsCounsellingResponse> Handle(RecordBenefitsCounsellingRequest request, Call call)
    {
        var (coachingId, clientId) = (Ids.Optional(request.CoachingId), Ids.Optional(request.ClientId));

        return unitOfWork
            .Load(
                request,
                call,
                (coachingId is { } coaching ? CoachingStore.ById(coaching) : Query.Nothing<Coaching>())
                    .Unguarded("a coaching that began stays begun; the commit sees that it is no mistake"),
                (clientId is { } client ? KnownReferralsStore.OnPathway(client, call.Caller.Organisation) : Query.Nothing<CountedClient>())
                    .Unguarded("who once opened or served the client's pathway may tell of its counselling"),
                (coaching, known) => (Coaching: coaching, Known: known))
            .Authorize(
                found => new AuditSubject(
                    clientId ?? found.Coaching?.Client.Id, coachingId is null ? "client" : "coaching", coachingId ?? clientId!.Value),
                found => found.Coaching?.RelationOf(call.Caller) ?? (found.Known is null ? null : Relation.Owner))
            .WriteAsync(async (found, commit) =>
            {
                var told = request.Details.ToDomain();
                found.Coaching?.MayRecordResult("details.counselled_on", told.On);
                var counselling = new Counselling
                {
                    Id = Guid.CreateVersion7(time.GetUtcNow()),
                    CoachingId = coachingId,
                    Client = found.Coaching?.Client ?? found.Known!,
                    Organisation = call.Caller.Organisation,
                    Told = told,
                    Estimate = request.Details.Question?.Estimate(told.On),
                };
                await database.RequireJobAsync(counselling, call.Cancel);
                if (coachingId is { } of)
                {
                    commit.Fence(CoachingStore.Standing(of));
                }

                await counsellings.ApplyAsync(commit, null, (counselling, counselling.Recorded()));
                return new RecordBenefitsCounsellingResponse { Counselling = counselling.ToMessage() };
            });
    }
}
