using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Coordination;

/// <summary>Tells the caseload of each worker in each role.</summary>
[Access(Role.Coordinator | Role.TeamMember | Role.Manager)]
internal sealed class ListCaseloads(AgreedRows agreements, Reader reader, IBusinessClock clock)
{
    public void Validate(ListCaseloadsRequest request, Check check) => check
        .OptionalCode("role", request.Role == "case-manager" ? "" : request.Role, "responsible-role", clock.Today);

    public Task<ListCaseloadsResponse> Handle(ListCaseloadsRequest request, Call call)
    {
        // A limit is agreed where the organisation is.
        var area = agreements.OfOrganisation(call.Caller.Organisation);

        return reader.ListAsync(
            request,
            call,
            paging => ResponsibilityStore.Caseloads(
                call.Caller.Organisation, request.Worker, request.Role, clock.Today, paging.After?[0] ?? "", paging.After?[1] ?? "", paging.Limit),
            row => [row.Worker, row.Role],
            _ => null,
            page =>
            {
                var response = new ListCaseloadsResponse();
                response.Caseloads.AddRange(page.Select(row => ToMessage(row, area)));
                return ValueTask.FromResult(response);
            });
    }

    private Caseload ToMessage(WorkerLoad row, AreaAgreements area)
    {
        var limit = CaseloadLimits.Of(row.Role, row.Hundredths, clock.Today, area);
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
    }
}
