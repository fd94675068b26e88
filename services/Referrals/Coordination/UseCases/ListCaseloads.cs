namespace Tyokyky.Referrals.UseCases;

/// <summary>Tells the caseload of each worker in each role.</summary>
[Access(Role.Coordinator | Role.TeamMember | Role.Manager)]
internal sealed class ListCaseloads(Database database, IBusinessClock clock)
{
    public void Validate(ListCaseloadsRequest request, Check check) => check.OptionalCode("role", request.Role == "case-manager" ? "" : request.Role, "responsible-role", clock.Today);

    public async Task<ListCaseloadsResponse> Handle(ListCaseloadsRequest request, Call call)
    {
        var paging = call.Page(request);

        var found = await database.ListAsync(
            ResponsibilityStore.Caseloads(call.Caller.Organisation, request.Worker, request.Role, clock.Today, paging.After?[0] ?? "", paging.After?[1] ?? "", paging.Limit), call.Cancel);
        var page = paging.Cut(found, row => [row.Worker, row.Role], out var next);

        var response = new ListCaseloadsResponse { NextPageToken = next };
        response.Caseloads.AddRange(page.Select(row =>
        {
            var limit = CaseloadLimits.Of(row.Role, row.Hundredths, clock.Today);
            return new Caseload
            {
                Worker = row.Worker,
                WorkerName = row.WorkerName,
                Role = row.Role,
                Clients = row.Clients,
                FullTimeHundredths = row.Hundredths,
                Limit = limit,
                IsOverLimit = limit > 0 && row.Clients > limit,
            };
        }));
        return response;
    }
}
