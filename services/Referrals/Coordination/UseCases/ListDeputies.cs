namespace Tyokyky.Referrals.Coordination;

/// <summary>Lists an organisation's deputies.</summary>
[Access(Role.Coordinator | Role.TeamMember | Role.Manager)]
internal sealed class ListDeputies(Reader reader)
{
    public Task<ListDeputiesResponse> Handle(ListDeputiesRequest request, Call call)
    {
        return reader.ListAsync(
            request,
            call,
            paging => WorkforceStore.Deputies(
                call.Caller.Organisation, request.Worker, request.NotEndedBefore?.ToDay(), paging.BeforeDay(), paging.BeforeId(), paging.Limit),
            deputy => [PagingKeys.DayKey(deputy.FromDay), deputy.Id.ToString()],
            _ => null,
            page =>
            {
                var response = new ListDeputiesResponse();
                response.Deputies.AddRange(page.Select(deputy => deputy.ToMessage()));
                return ValueTask.FromResult(response);
            });
    }
}
