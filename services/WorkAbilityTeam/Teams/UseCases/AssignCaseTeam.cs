namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Gives a case to one of the organisation's teams.</summary>
[Access(Team, Relation.Owner)]
internal sealed class AssignCaseTeam(CaseKind cases, ActionOwners owners, IBusinessClock clock)
{
    public Task<AssignCaseTeamResponse> Handle(AssignCaseTeamRequest request, Call call)
    {
        var teamId = Guid.Parse(request.TeamId);
        return cases.ChangeAsync(
            request,
            call,
            CaseStore.Whole(Guid.Parse(request.CaseId)),
            async teamCase =>
            {
                await owners.RequireTeamAsync(teamId, teamCase.Organisation, clock.Today, call);
                return teamCase.Assign(teamId, clock.Now);
            },
            teamCase => new AssignCaseTeamResponse { TeamCase = teamCase });
    }
}
