namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Lists the organisation's teams and those in which the caller is a member, newest first.</summary>
[Access(Partners | Role.Manager)]
internal sealed class ListTeams(Reader reader, Database database, IBusinessClock clock)
{
    public static void Validate(ListTeamsRequest request, Check check) => check.OptionalDay("on_day", request.OnDay);

    public Task<ListTeamsResponse> Handle(ListTeamsRequest request, Call call)
    {
        var day = request.OnDay?.ToDay() ?? clock.Today;
        return reader.ListAsync(
            request,
            call,
            paging => TeamStore.Of(call.Caller, day, paging.BeforeId(), paging.Limit),
            team => [team.Id.ToString()],
            _ => null,
            async page =>
            {
                var members = await database.OneAsync(TeamStore.MembersOn([.. page.Select(team => team.Id)], day), call.Cancel);
                var whole = page.Select(team => team with { Members = [.. members!.Where(one => one.TeamId == team.Id).Select(one => one.Member)] });
                return new ListTeamsResponse { Teams = { whole.Select(team => team.ToMessage(team.RelationOf(call.Caller, day))) } };
            });
    }
}
