namespace Tyokyky.Referrals.UseCases;

/// <summary>Lists agreed actions, the earliest due first.</summary>
[Access(Workers | Role.Manager | Role.Client)]
internal sealed class ListAgreedActions(AgreedActionMessages messages, Database database, AccessLog accessLog, IBusinessClock clock)
{
    public async Task<ListAgreedActionsResponse> Handle(ListAgreedActionsRequest request, Call call)
    {
        var isClient = call.Role == Role.Client;
        Check.Shape(check => check
            .That(!isClient || !request.Convened, "convened", "ONLY_FOR_WORKERS", "false: a client is shown the own actions")
            .That(!isClient || request.Owner.Length == 0, "owner", "ONLY_FOR_WORKERS", "empty: a client is shown the own actions")
            .That(!request.OverdueOnly || request.Status is AgreedActionStatus.Unspecified or AgreedActionStatus.Open, "overdue_only", "VALUE_UNKNOWN", "false for a status other than open"));
        var paging = call.Page(request);
        var filter = new ActionFilter(
            request.Convened,
            request.Owner,
            request.Status == AgreedActionStatus.Unspecified ? AgreedActionStatus.Open : request.Status,
            request.OverdueOnly ? clock.Today : null,
            Ids.Optional(request.MeetingId));

        var afterDay = paging.After is null ? DateOnly.MinValue : paging.BeforeDay();
        var found = await database.ListAsync(
            isClient
                ? AgreedActionStore.OfClient(call.Caller.OwnClientId(), filter, afterDay, paging.AfterId(), paging.Limit)
                : AgreedActionStore.Of(call.Caller.Organisation, filter, afterDay, paging.AfterId(), paging.Limit),
            call.Cancel);
        var page = paging.Cut(found, told => [PagingKeys.DayKey(told.Action.DueOn), told.Action.Id.ToString()], out var next);

        var response = new ListAgreedActionsResponse { NextPageToken = next };
        foreach (var told in page)
        {
            response.Actions.Add(await messages.Of(told.Action, told.IsTold ? told.ClientId.ToString()! : "", call));
        }

        await accessLog.ReadAsync(call, [.. page.Where(told => told.IsTold).Select(told => new Touch(told.ClientId!.Value, told.Action.ObjectType, told.Action.Id.ToString()))]);
        return response;
    }
}
