using System.Globalization;
using Tyokyky.Referrals.Referrals;

namespace Tyokyky.Referrals.Scheduling;

/// <summary>Lists who waits for a service of the caller's organisation, the next one first.</summary>
[Access(Workers)]
internal sealed class ListWaitList(ReferralView view, Reader reader, IBusinessClock clock)
{
    public void Validate(ListWaitListRequest request, Check check) => check.OptionalCode("service", request.Service, "service", clock.Today);

    public Task<ListWaitListResponse> Handle(ListWaitListRequest request, Call call)
    {
        return reader.ListAsync(
            request,
            call,
            paging =>
            {
                var after = paging.After is { } key ? new WaitListKey((int)key.Number(0), key.Instant(1), key.Id(2)) : WaitListKey.First;
                return WaitLists.Of(call.Caller.Organisation, request.Service, after, paging.Limit);
            },
            task => [$"{task.Matters.Waiting!.Rank}", task.Matters.Waiting.Since.ToString("O", CultureInfo.InvariantCulture), $"{task.Id}"],
            task => new Touch(task.ClientId, task.ObjectType, task.Id.ToString()),
            async page => new ListWaitListResponse { Tasks = { await view.Of(page, call) } });
    }
}
