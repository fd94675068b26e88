namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Ends an invitation: from now on the case is closed to whom it opened it.</summary>
[Access(Team, Relation.Owner)]
internal sealed class EndCaseInvitation(CaseKind cases, IBusinessClock clock)
{
    public Task<EndCaseInvitationResponse> Handle(EndCaseInvitationRequest request, Call call)
    {
        return cases.ChangeAsync(
            request,
            call,
            CaseStore.Whole(Guid.Parse(request.CaseId)),
            teamCase => teamCase.EndInvitation(Guid.Parse(request.InvitationId), clock.Today, clock.Now),
            teamCase => new EndCaseInvitationResponse { TeamCase = teamCase });
    }
}
