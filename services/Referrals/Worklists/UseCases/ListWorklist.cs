namespace Tyokyky.Referrals.UseCases;

/// <summary>Lists the rows of one worklist with their next action and its day.</summary>
[Access(Workers | Role.Manager)]
internal sealed class ListWorklist(WorklistQueries queries, OrganisationStore organisations, Database database, AccessLog accessLog, IBusinessClock clock)
{
    public async Task<ListWorklistResponse> Handle(ListWorklistRequest request, Call call)
    {
        Check.Shape(check => queries.CheckFilter(check.Specified("worklist", request.Worklist).OptionalSpecified("order", request.Order), request.Filter));
        var paging = call.Page(request);

        var query = await queries.OfAsync(request.Filter, request.Order, call);
        var descends = request.Order == WorklistOrder.DueLast;
        var found = await database.ListAsync(
            WorklistStore.Page(
                query(request.Worklist),
                paging.After is null ? descends ? DateOnly.MaxValue : DateOnly.MinValue : paging.BeforeDay(),
                descends ? paging.BeforeId() : paging.AfterId(),
                paging.Limit),
            call.Cancel);
        var page = paging.Cut(found, row => [PagingKeys.DayKey(row.DueOn), row.Id.ToString()], out var next);
        var name = await organisations.NamesAsync(page.Select(row => row.Other).Where(id => id.Length > 0).Distinct(), call.Cancel);

        var response = new ListWorklistResponse { NextPageToken = next };
        response.Items.AddRange(page.Select(row => ToMessage(row, name)));
        await accessLog.ReadAsync(call, [.. page.Where(row => row.ClientId is not null).Select(row => new Touch(row.ClientId!.Value, StateCode.Of(row.Kind), row.Id.ToString()))]);
        return response;
    }

    private WorklistItem ToMessage(WorklistRow row, Func<string, string> name) => new()
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
