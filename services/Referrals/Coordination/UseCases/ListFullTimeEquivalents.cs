namespace Tyokyky.Referrals.Coordination;

/// <summary>Lists an organisation's full-time equivalents.</summary>
[Access(Role.Manager)]
internal sealed class ListFullTimeEquivalents(Reader reader, IBusinessClock clock)
{
    public void Validate(ListFullTimeEquivalentsRequest request, Check check) => check.OptionalCode("role", request.Role, "staff-role", clock.Today);

    public Task<ListFullTimeEquivalentsResponse> Handle(ListFullTimeEquivalentsRequest request, Call call)
    {
        return reader.ListAsync(
            request,
            call,
            paging => WorkforceStore.FullTime(call.Caller.Organisation, request.Worker, request.Role, paging.BeforeDay(), paging.BeforeId(), paging.Limit),
            entry => [PagingKeys.DayKey(entry.FromDay), entry.Id.ToString()],
            _ => null,
            page =>
            {
                var response = new ListFullTimeEquivalentsResponse();
                response.FullTimeEquivalents.AddRange(page.Select(entry => entry.ToMessage()));
                return ValueTask.FromResult(response);
            });
    }
}
