namespace Tyokyky.Referrals.UseCases;

/// <summary>Takes back an entry that should never have been made.</summary>
[Access(Workers, Relation.Controller)]
internal sealed class RetractSituation(OrganisationStore organisations, Database database, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public async Task<RetractSituationResponse> Handle(RetractSituationRequest request, Call call)
    {
        var before = await unitOfWork.LoadAsync(call, request, SituationStore.Newest(Guid.Parse(request.SituationId)));
        call.SetAuditSubject(before?.ClientId.ToString(), "situation", request.SituationId);
        call.Authorize(before, before?.Controller == call.Caller.Organisation ? Relation.Controller : null);
        if (call.Replay<RetractSituationResponse>() is { } done)
        {
            return done;
        }

        call.MustMatch(request.Etag, before.Etag);
        var retracted = before.Retract(request.Reason, time.GetUtcNow(), call.Caller.Subject);

        var record = await database.OneAsync(ClientStore.Own(before.ClientId, before.Controller), call.Cancel);
        var name = await organisations.NamesAsync([retracted.Controller, retracted.SetByOrganisation], call.Cancel);
        return await unitOfWork.Commit(call, request)
            .NewVersion(before, retracted, record!, clock.Today, "retracted")
            .SaveAsync(new RetractSituationResponse { Situation = retracted.ToMessage(name) });
    }
}
