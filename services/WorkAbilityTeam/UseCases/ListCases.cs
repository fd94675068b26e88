namespace Tyokyky.WorkAbilityTeam.UseCases;

/// <summary>Lists the cases of the caller's organisation, newest first.</summary>
[Access(Team)]
internal sealed class ListCases(Database database, AccessLog accessLog)
{
    public async Task<ListCasesResponse> Handle(ListCasesRequest request, Call call)
    {
        var paging = call.Page(request);

        var found = await database.ListAsync(
            CaseStore.OfTeam(call.Caller.Organisation, request.State, Ids.Optional(request.ClientId), Ids.Optional(request.TaskId), paging.BeforeId(), paging.Limit),
            call.Cancel);
        var page = paging.Cut(found, teamCase => [teamCase.Id.ToString()], out var next);
        Guid[] ids = [.. page.Select(teamCase => teamCase.Id)];
        var (meetings, coachings) = await database.ManyAsync(CaseStore.MeetingsOf(ids), CaseStore.CoachingsOf(ids), call.Cancel);

        var response = new ListCasesResponse { NextPageToken = next };
        response.Cases.AddRange(page.Select(teamCase => teamCase.ToMessage(meetings!, coachings!)));
        await accessLog.ReadAsync(call, [.. page.Select(teamCase => new Touch(teamCase.Client.Id, teamCase.ObjectType, teamCase.Id.ToString()))]);
        return response;
    }
}
