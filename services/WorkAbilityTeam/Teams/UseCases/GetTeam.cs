namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Reads a team with its members.</summary>
[Access(Team | Role.Manager, Relation.Owner)]
[Access(Partners, Relation.NamedParticipant)]
internal sealed class GetTeam(Reader reader, IBusinessClock clock)
{
    public Task<GetTeamResponse> Handle(GetTeamRequest request, Call call)
    {
        var id = Guid.Parse(request.TeamId);
        return reader
            .Load(call, TeamStore.ById(id), TeamStore.MembersOf(id), (team, members) => team is null ? null : team with { Members = members! })
            .Authorize(_ => new AuditSubject(null, "work-team", id), team => team?.RelationOf(call.Caller, clock.Today))
            .AnswerAsync((team, held) => ValueTask.FromResult(new GetTeamResponse { Team = team!.ToMessage(held) }));
    }
}
