using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Worklists;

/// <summary>Lists the rows of one worklist with their next action and its day.</summary>
[Access(Workers | Role.Manager)]
internal sealed class ListWorklist(WorklistQueries queries, OrganisationStore organisations, Reader reader, IBusinessClock clock)
{
    public void Validate(ListWorklistRequest request, Check check) => queries.CheckFilter(check, request.Filter);

    public async Task<ListWorklistResponse> Handle(ListWorklistRequest request, Call call)
    {
        var query = (await queries.OfAsync(request.Filter, request.Order, call))(request.Worklist);

        return await reader.ListAsync(
            request,
            call,
            paging => Page(query, paging),
            row => [PagingKeys.DayKey(row.DueOn), row.Id.ToString()],
            row => row.ClientId is { } client ? new Touch(client, StateCode.Of(row.Kind), row.Id.ToString()) : null,
            async page =>
            {
                var name = await organisations.NamesAsync(page.Select(row => row.Other).Where(id => id.Length > 0).Distinct(), call.Cancel);
                return new ListWorklistResponse { Items = { page.Select(row => ToMessage(row, name)) } };
            });
    }

    private static Query<ListedWork> Page(WorklistQuery query, Paging paging) => query.Order == WorklistOrder.DueLast
        ? WorklistStore.Page(query, paging.BeforeDay(), paging.BeforeId(), paging.Limit)
        : WorklistStore.Page(query, paging.After is null ? DateOnly.MinValue : paging.BeforeDay(), paging.AfterId(), paging.Limit);

    private WorklistItem ToMessage(ListedWork row, Func<string, string> name) => new()
    {
        Kind = row.Kind,
        ObjectId = row.Id.ToString(),
        ParentId = row.Parent.ToString(),
        ClientId = row.ClientId?.ToString() ?? "",
        ClientName = row.ClientName,
        Municipality = row.Municipality == Contracts.Municipality.Unknown ? "" : row.Municipality,
        Programme = row.Programme,
        Service = row.Service,
        Worker = row.Worker,
        WorkerName = row.WorkerName,
        NextAction = row.Action,
        IsOwnTurn = row.IsOwnTurn,
        DueOn = row.HasDay ? row.DueOn.ToDate() : null,
        DueInBusinessDays = row.HasDay ? FinnishCalendar.BusinessDaysBetween(clock.Today, row.DueOn) : 0,
        OtherOrganisation = row.Other,
        OtherOrganisationName = row.Other.Length > 0 ? name(row.Other) : "",
        StuckReason = row.StuckReason,
        Escalation = row.Escalation,
    };
}
