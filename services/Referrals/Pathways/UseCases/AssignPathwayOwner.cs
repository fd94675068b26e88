namespace Tyokyky.Referrals.UseCases;

/// <summary>Says who owns a pathway.</summary>
[Access(Role.Coordinator | Role.TeamMember | Role.Coach | Role.Manager, Relation.Owner | Relation.CaseManager)]
internal sealed class AssignPathwayOwner(PathwayChange change, IBusinessClock clock)
{
    public Task<AssignPathwayOwnerResponse> Handle(AssignPathwayOwnerRequest request, Call call)
    {
        return change.Do(
            Guid.Parse(request.PathwayId),
            request.Etag,
            request,
            call,
            pathway =>
            {
                pathway.RequireOpen();
                return new((
                    pathway with { Owner = request.Owner, OwnerName = request.OwnerName },
                    new Transition(pathway.ObjectType, pathway.Id, "open", "owner-assigned", clock.Now)));
            },
            pathway => new AssignPathwayOwnerResponse { Pathway = pathway });
    }
}
