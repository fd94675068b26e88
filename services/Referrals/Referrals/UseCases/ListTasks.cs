namespace Tyokyky.Referrals.UseCases;

/// <summary>Lists the tasks that the caller's organisation received, oldest first.</summary>
[Access(Workers)]
internal sealed class ListTasks(ReferralView view, Database database, AccessLog accessLog, IBusinessClock clock)
{
    public void Validate(ListTasksRequest request, Check check) => check.OptionalCode("service", request.Service, "service", clock.Today);

    public async Task<ListTasksResponse> Handle(ListTasksRequest request, Call call)
    {
        var paging = call.Page(request);
        var filter = new TaskFilter(Ids.Optional(request.ClientId), request.Status, request.Service, request.Worker);

        var found = await database.ListAsync(
            request.Claimable
                ? ReferralStore.TakeableBy(call.Caller.Organisation, filter, paging.AfterId(), paging.Limit)
                : ReferralStore.ReceivedBy(call.Caller.Organisation, filter, paging.AfterId(), paging.Limit),
            call.Cancel);
        var page = paging.Cut(found, task => [task.Id.ToString()], out var next);

        var response = new ListTasksResponse { NextPageToken = next };
        var around = await view.AroundAsync(page, call);
        foreach (var task in page)
        {
            response.Tasks.Add(await view.Of(task, call, around));
        }

        await accessLog.ReadAsync(call, [.. page.Select(task => new Touch(task.ClientId, "task", task.Id.ToString()))]);
        return response;
    }
}
