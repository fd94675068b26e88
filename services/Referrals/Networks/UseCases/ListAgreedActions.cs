using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Networks;

/// <summary>Lists agreed actions, the earliest due first.</summary>
[Access(Workers | Role.Manager | Role.Client)]
internal sealed class ListAgreedActions(AgreedActionMessages messages, Reader reader, IBusinessClock clock)
{
    public Task<ListAgreedActionsResponse> Handle(ListAgreedActionsRequest request, Call call)
    {
        var isClient = call.Role == Role.Client;
        var isOpenAsked = request.Status is AgreedActionStatus.Unspecified or AgreedActionStatus.Open;
        Check.Shape(check => check
            .That(!isClient || !request.Convened, "convened", "ONLY_FOR_WORKERS", "false: a client is shown the own actions")
            .That(!isClient || request.Owner.Length == 0, "owner", "ONLY_FOR_WORKERS", "empty: a client is shown the own actions")
            .That(!request.OverdueOnly || isOpenAsked, "overdue_only", "VALUE_UNKNOWN", "false for a status other than open"));
        var filter = new ActionFilter(
            request.Convened,
            request.Owner,
            request.Status == AgreedActionStatus.Unspecified ? AgreedActionStatus.Open : request.Status,
            request.OverdueOnly ? clock.Today : null,
            Ids.Optional(request.MeetingId));

        return reader.ListAsync(
            request,
            call,
            paging =>
            {
                var afterDay = paging.After is null ? DateOnly.MinValue : paging.BeforeDay();
                return isClient
                    ? AgreedActionStore.OfClient(call.Caller.OwnClientId(), filter, afterDay, paging.AfterId(), paging.Limit)
                    : AgreedActionStore.Of(call.Caller.Organisation, filter, afterDay, paging.AfterId(), paging.Limit);
            },
            told => [PagingKeys.DayKey(told.Action.DueOn), told.Action.Id.ToString()],
            told => told.Client.IsTold ? new Touch(told.Client.Id!.Value, told.ObjectType, told.ObjectId.ToString()) : null,
            async page =>
            {
                var response = new ListAgreedActionsResponse();
                foreach (var told in page)
                {
                    response.Actions.Add(await messages.Of(told.Action, told.Client.IsTold ? told.Client.Id.ToString()! : "", call));
                }

                return response;
            });
    }
}
