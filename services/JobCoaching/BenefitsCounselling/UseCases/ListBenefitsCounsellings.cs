using Tyokyky.JobCoaching.Clients;
using Tyokyky.JobCoaching.Coachings;
using Tyokyky.JobCoaching.Results;

namespace Tyokyky.JobCoaching.BenefitsCounselling;

/// <summary>Lists the counsellings of a coaching, or those that the caller's organisation recorded of a client, newest first.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class ListBenefitsCounsellings(Reader reader)
{
    public static void Validate(ListBenefitsCounsellingsRequest request, Check check) => check.CoachingOrClient(request.CoachingId, request.ClientId, "");

    public Task<ListBenefitsCounsellingsResponse> Handle(ListBenefitsCounsellingsRequest request, Call call)
    {
        var (coachingId, clientId) = (Ids.Optional(request.CoachingId), Ids.Optional(request.ClientId));

        return reader
            .Load(
                call,
                coachingId is { } coaching ? CoachingStore.ById(coaching) : Query.Nothing<Coaching>(),
                clientId is { } client ? KnownReferralsStore.OnPathway(client, call.Caller.Organisation) : Query.Nothing<CountedClient>(),
                coachingId is { } id ? CounsellingStore.OfCoaching(id) : CounsellingStore.OfClient(clientId!.Value, call.Caller.Organisation),
                (coaching, known, all) => (Coaching: coaching, Known: known, All: all!))
            .Authorize(
                found => new AuditSubject(
                    clientId ?? found.Coaching?.Client.Id, coachingId is null ? "client" : "coaching", coachingId ?? clientId!.Value),
                found => found.Coaching?.RelationOf(call.Caller) ?? (found.Known is null ? null : Relation.Owner))
            .AnswerAsync((found, _) => ValueTask.FromResult(
                new ListBenefitsCounsellingsResponse { Counsellings = { found.All.Select(counselling => counselling.ToMessage()) } }));
    }
}
