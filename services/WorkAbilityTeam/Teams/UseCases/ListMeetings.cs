namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Lists meetings, the latest day first.</summary>
[Access(Partners | Role.Manager)]
internal sealed class ListMeetings(Reader reader, IBusinessClock clock)
{
    public static void Validate(ListMeetingsRequest request, Check check) => check.OptionalPeriod(request.FromDay, request.ToDay);

    public Task<ListMeetingsResponse> Handle(ListMeetingsRequest request, Call call)
    {
        // Who only may be a member somewhere has no meetings of the own organisation.
        var shared = request.Shared || (call.Caller.Roles & (Team | Role.Manager)) == Role.None;
        var filter = new MeetingFilter(Ids.Optional(request.TeamId), request.State, request.FromDay?.ToDay(), request.ToDay?.ToDay(), shared);
        return reader.ListAsync(
            request,
            call,
            paging => MeetingStore.Of(call.Caller, clock.Today, filter, paging.BeforeDay(), paging.BeforeId(), paging.Limit),
            meeting => [PagingKeys.DayKey(meeting.OnDay), meeting.Id.ToString()],
            _ => null,
            page => ValueTask.FromResult(new ListMeetingsResponse
            {
                Meetings = { page.Select(meeting => MeetingView.Listed(meeting, shared ? Relation.NamedParticipant : Relation.Owner)) },
            }));
    }
}
