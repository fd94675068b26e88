namespace Tyokyky.Referrals.Coordination;

/// <summary>Ends a deputy's time early.</summary>
[Access(Role.Coordinator | Role.TeamMember, Relation.Owner)]
[Access(Role.Manager, Relation.SameOrganisation)]
internal sealed class EndDeputy(UnitOfWork unitOfWork, IBusinessClock clock)
{
    public Task<EndDeputyResponse> Handle(EndDeputyRequest request, Call call)
    {
        var id = Guid.Parse(request.DeputyId);

        return unitOfWork
            .Load(request, call, WorkforceStore.Deputy(id).Fenced(WorkforceStore.DeputyRow.Fence))
            .Authorize(_ => new AuditSubject(null, "deputy", id), deputy => deputy?.RelationOf(call.Caller))
            .Match(deputy => deputy!.Etag)
            .WriteAsync((deputy, commit) =>
            {
                var ended = deputy!.End(request.ToDay?.ToDay() ?? clock.Today);
                commit
                    .Change(deputy, WorkforceStore.DeputyRow.Update(ended))
                    .Transition(new Transition(ended.ObjectType, ended.Id, "set", "ended", clock.Now));
                return ValueTask.FromResult(new EndDeputyResponse { Deputy = ended.At(deputy.Version + 1).ToMessage() });
            });
    }
}
