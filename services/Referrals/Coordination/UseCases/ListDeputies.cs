namespace Tyokyky.Referrals.UseCases;

/// <summary>Lists an organisation's deputies.</summary>
[Access(Role.Coordinator | Role.TeamMember | Role.Manager)]
internal sealed class ListDeputies(Database database)
{
    public async Task<ListDeputiesResponse> Handle(ListDeputiesRequest request, Call call)
    {
        var paging = call.Page(request);

        var found = await database.ListAsync(
            WorkforceStore.Deputies(call.Caller.Organisation, request.Worker, request.NotEndedBefore?.ToDay(), paging.BeforeDay(), paging.BeforeId(), paging.Limit), call.Cancel);
        var page = paging.Cut(found, deputy => [PagingKeys.DayKey(deputy.FromDay), deputy.Id.ToString()], out var next);

        var response = new ListDeputiesResponse { NextPageToken = next };
        response.Deputies.AddRange(page.Select(deputy => deputy.ToMessage()));
        return response;
    }
}
