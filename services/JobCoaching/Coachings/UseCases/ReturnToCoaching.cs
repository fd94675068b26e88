namespace Tyokyky.JobCoaching.Coachings;

/// <summary>The client returns to a coaching that had ended.</summary>
[Access(Role.Coach, Relation.Owner)]
internal sealed class ReturnToCoaching(CoachingKind coachings, IBusinessClock clock)
{
    public Task<ReturnToCoachingResponse> Handle(ReturnToCoachingRequest request, Call call)
    {
        return coachings.ChangeAsync(
            request,
            call,
            CoachingStore.Whole(Guid.Parse(request.CoachingId)),
            coaching => coaching.Return(clock.DayOrToday("returned_on", request.ReturnedOn)),
            coaching => new ReturnToCoachingResponse { Coaching = coaching });
    }
}
