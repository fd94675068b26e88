namespace Tyokyky.JobCoaching.FollowUps;

/// <summary>Lists the follow-ups of which somebody has to do something, the longest overdue first.</summary>
[Access(Role.Coach | Role.Coordinator)]
internal sealed class ListDueFollowUps(Reader reader, IBusinessClock clock)
{
    public Task<ListDueFollowUpsResponse> Handle(ListDueFollowUpsRequest request, Call call)
    {
        return reader.ListAsync(
            request,
            call,
            paging => FollowUpStore.Due(
                call.Caller.Organisation, request.Owner, request.DueBy?.ToDay() ?? clock.Today,
                paging.After is { } after ? (after.Day(0), after.Id(1)) : (DateOnly.MinValue, Guid.Empty), paging.Limit),
            followUp => [PagingKeys.DayKey(followUp.NextAttemptOn!.Value), followUp.Id.ToString()],
            followUp => new Touch(followUp.Client.Id, followUp.ObjectType, followUp.Id.ToString()),
            page => ValueTask.FromResult(new ListDueFollowUpsResponse { FollowUps = { page.Select(followUp => followUp.ToMessage()) } }));
    }
}
