using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Needs;

/// <summary>Counts an organisation's unmet needs by municipality and service.</summary>
[Access(Role.Coordinator | Role.TeamMember | Role.Manager)]
internal sealed class ListUnmetNeeds(OrganisationStore organisations, Reader reader, IBusinessClock clock)
{
    public void Validate(ListUnmetNeedsRequest request, Check check) => check
        .OptionalMunicipality("municipality", request.Municipality)
        .OptionalCode("service", request.Service, "service", clock.CodeDay(request.ToDay))
        .OptionalPeriod(request.FromDay, request.ToDay)
        .OptionalProgramme("programme", request.Programme);

    public async Task<ListUnmetNeedsResponse> Handle(ListUnmetNeedsRequest request, Call call)
    {
        var filter = new UnmetFilter(
            request.FromDay?.ToDay() ?? DateOnly.MinValue, request.ToDay?.ToDay() ?? DateOnly.MaxValue, request.Municipality, request.Service,
            request.Programme, Voluntariness.CanSanction(await organisations.KindAsync(call.Caller.Organisation, call.Cancel)));

        return await reader.ListAsync(
            request,
            call,
            paging => NeedStore.Unmet(call.Caller.Organisation, filter, paging.After?[0] ?? "", paging.After?[1] ?? "", paging.Limit),
            row => [row.Municipality, row.Service],
            _ => null,
            page =>
            {
                var response = new ListUnmetNeedsResponse();
                response.Rows.AddRange(page.Select(ToMessage));
                return ValueTask.FromResult(response);
            });
    }

    private static UnmetNeeds ToMessage(UnmetCounts row) => new()
    {
        Municipality = row.Municipality,
        Service = row.Service,
        Open = row.Open,
        Waiting = row.Waiting,
        Declined = row.Declined,
        NoSuchService = row.NoSuchService,
        Received = row.Received,
        Unmet = row.Open + row.Waiting + row.Declined + row.NoSuchService + row.NotStarted,
        Clients = row.Clients,
        NotStarted = row.NotStarted,
    };
}
