namespace Tyokyky.JobCoaching.Coachings;

/// <summary>Goes on after a pause.</summary>
[Access(Role.Coach, Relation.Owner)]
internal sealed class ResumeCoaching(CoachingKind coachings, IBusinessClock clock)
{
    public Task<ResumeCoachingResponse> Handle(ResumeCoachingRequest request, Call call)
    {
        return coachings.ChangeAsync(
            request,
            call,
            CoachingStore.Whole(Guid.Parse(request.CoachingId)),
            coaching => coaching.Resume(clock.DayOrToday("resumed_on", request.ResumedOn)),
            coaching => new ResumeCoachingResponse { Coaching = coaching });
    }
}
