namespace Tyokyky.Referrals.UseCases;

/// <summary>Lists an organisation's full-time equivalents.</summary>
[Access(Role.Manager)]
internal sealed class ListFullTimeEquivalents(Database database, IBusinessClock clock)
{
    public void Validate(ListFullTimeEquivalentsRequest request, Check check) => check.OptionalCode("role", request.Role, "staff-role", clock.Today);

    public async Task<ListFullTimeEquivalentsResponse> Handle(ListFullTimeEquivalentsRequest request, Call call)
    {
        var paging = call.Page(request);

        var found = await database.ListAsync(WorkforceStore.FullTime(call.Caller.Organisation, request.Worker, request.Role, paging.BeforeDay(), paging.BeforeId(), paging.Limit), call.Cancel);
        var page = paging.Cut(found, entry => [PagingKeys.DayKey(entry.FromDay), entry.Id.ToString()], out var next);

        var response = new ListFullTimeEquivalentsResponse { NextPageToken = next };
        response.FullTimeEquivalents.AddRange(page.Select(entry => entry.ToMessage()));
        return response;
    }
}
