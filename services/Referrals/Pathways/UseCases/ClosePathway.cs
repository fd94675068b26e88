namespace Tyokyky.Referrals.Pathways;

/// <summary>Closes a pathway.</summary>
[Access(Role.Coordinator | Role.TeamMember | Role.Coach, Relation.Owner | Relation.CaseManager)]
internal sealed class ClosePathway(PathwayKind pathways, IBusinessClock clock)
{
    public void Validate(ClosePathwayRequest request, Check check) =>
        check.OptionalCode("reason", request.Reason, "pathway-end-reason", clock.CodeDay(request.ClosedOn));

    public Task<ClosePathwayResponse> Handle(ClosePathwayRequest request, Call call)
    {
        return pathways.ChangeAsync(
            request,
            call,
            PathwayStore.Whole(Guid.Parse(request.PathwayId)),
            pathway => pathway.Close(request.Reason, clock.DayOrToday("closed_on", request.ClosedOn)),
            pathway => new ClosePathwayResponse { Pathway = pathway });
    }
}
