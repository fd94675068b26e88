using System.Globalization;

namespace Tyokyky.Referrals.UseCases;

/// <summary>Lists who waits for a service of the caller's organisation, the next one first.</summary>
[Access(Workers)]
internal sealed class ListWaitList(ReferralView view, Database database, AccessLog accessLog, IBusinessClock clock)
{
    public void Validate(ListWaitListRequest request, Check check) => check.OptionalCode("service", request.Service, "service", clock.Today);

    public async Task<ListWaitListResponse> Handle(ListWaitListRequest request, Call call)
    {
        var paging = call.Page(request);
        var after = paging.After is { } key
            ? new WaitListKey((int)key.Number(0), key.Instant(1), key.Id(2))
            : WaitListKey.First;

        var found = await database.ListAsync(WaitLists.Of(call.Caller.Organisation, request.Service, after, paging.Limit), call.Cancel);
        var page = paging.Cut(found, task => [$"{task.Matters.Waiting!.Rank}", task.Matters.Waiting.Since.ToString("O", CultureInfo.InvariantCulture), $"{task.Id}"], out var next);

        var response = new ListWaitListResponse { NextPageToken = next };
        var around = await view.AroundAsync(page, call);
        foreach (var task in page)
        {
            response.Tasks.Add(await view.Of(task, call, around));
        }

        await accessLog.ReadAsync(call, [.. page.Select(task => new Touch(task.ClientId, "task", task.Id.ToString()))]);
        return response;
    }
}
