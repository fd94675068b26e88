namespace Tyokyky.JobCoaching.FollowUps;

/// <summary>Records that somebody tried to ask the client.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class RecordFollowUpAttempt(FollowUpKind followUps, IBusinessClock clock)
{
    public Task<RecordFollowUpAttemptResponse> Handle(RecordFollowUpAttemptRequest request, Call call)
    {
        return followUps.ChangeAsync(
            request,
            call,
            FollowUpStore.Whole(Guid.Parse(request.FollowUpId)),
            followUp => followUp.Try(new Attempt(clock.DayOrToday("on_day", request.OnDay), request.Mode, request.Reached)),
            followUp => new RecordFollowUpAttemptResponse { FollowUp = followUp });
    }
}
