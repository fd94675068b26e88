namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Ends a membership, and those of the member's deputies with it.</summary>
[Access(Team | Role.Manager, Relation.Owner)]
internal sealed class EndTeamMember(TeamKind teams, IBusinessClock clock)
{
    public static void Validate(EndTeamMemberRequest request, Check check) => check.OptionalDay("last_day", request.LastDay);

    public Task<EndTeamMemberResponse> Handle(EndTeamMemberRequest request, Call call)
    {
        return teams.ChangeAsync(
            request,
            call,
            TeamStore.Whole(Guid.Parse(request.TeamId)),
            team => team.EndMember(Guid.Parse(request.MemberId), request.LastDay?.ToDay() ?? clock.Today, clock.Now),
            team => new EndTeamMemberResponse { Team = team });
    }
}
