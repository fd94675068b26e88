using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Clients;

/// <summary>Takes back an entry that should never have been made.</summary>
[Access(Workers, Relation.Controller)]
internal sealed class RetractSituation(OrganisationStore organisations, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public Task<RetractSituationResponse> Handle(RetractSituationRequest request, Call call)
    {
        var id = Guid.Parse(request.SituationId);

        return unitOfWork
            .Load(
                request,
                call,
                SituationStore.Newest(id).Unguarded("the commit closes it, if it still is the newest"),
                ClientStore.OfEntry(id).Fenced(ClientStore.Fence),
                (before, record) => (Before: before, Record: record))
            .Authorize(
                found => new AuditSubject(found.Before?.ClientId, "situation", id),
                found => found.Before?.Controller == call.Caller.Organisation ? Relation.Controller : null)
            .Match(found => found.Before!.Etag)
            .WriteAsync(async (found, commit) =>
            {
                var retracted = found.Before!.Retract(request.Reason, time.GetUtcNow(), call.Caller.Subject);

                commit.NewVersion(found.Before, retracted, found.Record!, clock.Today, "retracted");
                var name = await organisations.NamesAsync([retracted.Controller, retracted.SetByOrganisation], call.Cancel);
                return new RetractSituationResponse { Situation = retracted.ToMessage(name) };
            });
    }
}
