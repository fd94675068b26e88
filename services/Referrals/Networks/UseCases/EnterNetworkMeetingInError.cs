namespace Tyokyky.Referrals.Networks;

/// <summary>A network meeting was recorded by mistake, and so were its actions.</summary>
[Access(Workers, Relation.Owner)]
internal sealed class EnterNetworkMeetingInError(NetworkMeetingKind meetings, IBusinessClock clock)
{
    public void Validate(EnterNetworkMeetingInErrorRequest request, Check check) => check.OptionalCode("reason", request.Reason, "error-reason", clock.Today);

    public Task<EnterNetworkMeetingInErrorResponse> Handle(EnterNetworkMeetingInErrorRequest request, Call call)
    {
        return meetings.ChangeAsync(
            request,
            call,
            NetworkMeetingStore.Whole(Guid.Parse(request.MeetingId)),
            meeting =>
            {
                var (next, transition) = meeting.End(NetworkMeetingAction.EnterNetworkMeetingInError, request.Reason, "", clock.Now);
                return (
                    next with { Actions = [.. meeting.Actions.Select(action => action.EnterInError(request.Reason, clock.Today, clock.Now).Action)] },
                    transition);
            },
            meeting => new EnterNetworkMeetingInErrorResponse { Meeting = meeting });
    }
}
