namespace Tyokyky.Referrals.UseCases;

/// <summary>Ends a deputy's time early.</summary>
[Access(Role.Coordinator | Role.TeamMember, Relation.Owner)]
[Access(Role.Manager, Relation.SameOrganisation)]
internal sealed class EndDeputy(UnitOfWork unitOfWork, IBusinessClock clock)
{
    public async Task<EndDeputyResponse> Handle(EndDeputyRequest request, Call call)
    {
        var deputy = await unitOfWork.LoadAsync(call, request, WorkforceStore.Deputy(Guid.Parse(request.DeputyId)));
        call.Authorize(deputy, deputy?.RelationOf(call.Caller));
        if (call.Replay<EndDeputyResponse>() is { } done)
        {
            return done;
        }

        call.MustMatch(request.Etag, deputy.Etag);
        var ended = deputy.End(request.ToDay?.ToDay() ?? clock.Today);

        return await unitOfWork.Commit(call, request)
            .Guard(WorkforceStore.Update(ended))
            .Transition(new Transition(ended.ObjectType, ended.Id, "set", "ended", clock.Now))
            .SaveAsync(new EndDeputyResponse { Deputy = ended.ToMessage() });
    }
}
