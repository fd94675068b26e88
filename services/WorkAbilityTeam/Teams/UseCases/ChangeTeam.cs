namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Changes a team's name, municipalities and last day.</summary>
[Access(Team | Role.Manager, Relation.Owner)]
internal sealed class ChangeTeam(TeamKind teams, IBusinessClock clock)
{
    public static void Validate(ChangeTeamRequest request, Check check) => check
        .Municipalities("municipalities", request.Municipalities)
        .OptionalDay("valid_to", request.ValidTo);

    public Task<ChangeTeamResponse> Handle(ChangeTeamRequest request, Call call)
    {
        return teams.ChangeAsync(
            request,
            call,
            TeamStore.Whole(Guid.Parse(request.TeamId)),
            team => team.Change(request.Name, [.. request.Municipalities.Distinct()], request.ValidTo?.ToDay(), clock.Now),
            team => new ChangeTeamResponse { Team = team });
    }
}
