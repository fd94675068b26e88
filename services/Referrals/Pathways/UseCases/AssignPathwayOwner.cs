namespace Tyokyky.Referrals.Pathways;

/// <summary>Says who owns a pathway.</summary>
[Access(Role.Coordinator | Role.TeamMember | Role.Coach | Role.Manager, Relation.Owner | Relation.CaseManager)]
internal sealed class AssignPathwayOwner(PathwayKind pathways, IBusinessClock clock)
{
    public Task<AssignPathwayOwnerResponse> Handle(AssignPathwayOwnerRequest request, Call call)
    {
        return pathways.ChangeAsync(
            request,
            call,
            PathwayStore.Whole(Guid.Parse(request.PathwayId)),
            pathway =>
            {
                pathway.RequireOpen();
                return (
                    pathway with { Owner = request.Owner, OwnerName = request.OwnerName },
                    new Transition(pathway.ObjectType, pathway.Id, "open", "owner-assigned", clock.Now));
            },
            pathway => new AssignPathwayOwnerResponse { Pathway = pathway });
    }
}
