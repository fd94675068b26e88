using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Records;
using Tyokyky.Referrals.Persistence;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.UseCases;

/// <summary>Lists the tasks that the caller's organisation received, oldest first.</summary>
internal sealed class ListTasks(ReferralView view, Database database, AccessLog accessLog)
{
    public async Task<ListTasksResponse> Handle(ListTasksRequest request, Call call)
    {
        Check.Shape(check => check.OptionalUuid("client_id", request.ClientId).OptionalSpecified("status", request.Status));
        var paging = Paging.Of(request);
        var clientId = Ids.Optional(request.ClientId);

        var found = request.Claimable
            ? await database.ListAsync(ReferralStore.TakeableBy(call.Caller.Organisation, clientId, request.Status, paging.AfterId(), paging.Limit), call.Cancel)
            : await database.ListAsync(ReferralStore.ReceivedBy(call.Caller.Organisation, clientId, request.Status, paging.AfterId(), paging.Limit), call.Cancel);
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
