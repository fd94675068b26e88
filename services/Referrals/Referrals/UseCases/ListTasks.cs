namespace Tyokyky.Referrals.Referrals;

/// <summary>Lists the tasks that the caller's organisation received, oldest first.</summary>
[Access(Workers)]
internal sealed class ListTasks(ReferralView view, Reader reader, IBusinessClock clock)
{
    public void Validate(ListTasksRequest request, Check check) => check.OptionalCode("service", request.Service, "service", clock.Today);

    public Task<ListTasksResponse> Handle(ListTasksRequest request, Call call)
    {
        var filter = new TaskFilter(Ids.Optional(request.ClientId), request.Status, request.Service, request.Worker);

        return reader.ListAsync(
            request,
            call,
            paging => request.Claimable
                ? ReferralStore.TakeableBy(call.Caller.Organisation, filter, paging.AfterId(), paging.Limit)
                : ReferralStore.ReceivedBy(call.Caller.Organisation, filter, paging.AfterId(), paging.Limit),
            task => [task.Id.ToString()],
            task => new Touch(task.ClientId, task.ObjectType, task.Id.ToString()),
            async page => new ListTasksResponse { Tasks = { await view.Of(page, call) } });
    }
}
