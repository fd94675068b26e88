namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Lists the cases of the caller's organisation, newest first.</summary>
[Access(Team)]
internal sealed class ListCases(Reader reader, Database database)
{
    public Task<ListCasesResponse> Handle(ListCasesRequest request, Call call)
    {
        return reader.ListAsync(
            request,
            call,
            paging => CaseStore.OfTeam(
                call.Caller.Organisation, request.State, Ids.Optional(request.ClientId), Ids.Optional(request.TaskId), paging.BeforeId(), paging.Limit),
            teamCase => [teamCase.Id.ToString()],
            teamCase => new Touch(teamCase.Client.Id, teamCase.ObjectType, teamCase.Id.ToString()),
            async page => new ListCasesResponse { Cases = { (await WithPartsAsync(page, call)).Select(teamCase => teamCase.ToMessage()) } });
    }

    private async Task<IEnumerable<TeamCase>> WithPartsAsync(IReadOnlyList<TeamCase> page, Call call)
    {
        Guid[] ids = [.. page.Select(teamCase => teamCase.Id)];
        var (meetings, coachings) = await database.ManyAsync(CaseStore.MeetingsOf(ids), CaseStore.CoachingsOf(ids), call.Cancel);
        return page.Select(teamCase => teamCase with
        {
            Meetings = [.. meetings!.Where(meeting => meeting.CaseId == teamCase.Id)],
            Coachings = [.. coachings!.Where(coaching => coaching.CaseId == teamCase.Id)],
        });
    }
}
