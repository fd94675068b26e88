namespace Tyokyky.JobCoaching.Coachings;

/// <summary>Pauses a coaching.</summary>
[Access(Role.Coach, Relation.Owner)]
internal sealed class PauseCoaching(CoachingKind coachings, IBusinessClock clock)
{
    public void Validate(PauseCoachingRequest request, Check check) => check
        .OptionalCode("reason", request.Reason, "coaching-pause-reason", clock.CodeDay(request.FromDay))
        .OptionalDayAfter("review_on", request.ReviewOn, clock.CodeDay(request.FromDay));

    public Task<PauseCoachingResponse> Handle(PauseCoachingRequest request, Call call)
    {
        return coachings.ChangeAsync(
            request,
            call,
            CoachingStore.Whole(Guid.Parse(request.CoachingId)),
            coaching => coaching.Pause(
                new CoachingPause(request.Reason, clock.DayOrToday("from_day", request.FromDay), null, request.ReviewOn?.ToDay())),
            coaching => new PauseCoachingResponse { Coaching = coaching });
    }
}
