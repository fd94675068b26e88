namespace Tyokyky.JobCoaching.Coachings;

/// <summary>Ends a coaching with its outcome.</summary>
[Access(Role.Coach, Relation.Owner)]
internal sealed class EndCoaching(CoachingKind coachings, IBusinessClock clock)
{
    public void Validate(EndCoachingRequest request, Check check) =>
        check.OptionalCode("outcome", request.Outcome, "coaching-outcome", clock.CodeDay(request.EndedOn));

    public Task<EndCoachingResponse> Handle(EndCoachingRequest request, Call call)
    {
        return coachings.ChangeAsync(
            request,
            call,
            CoachingStore.Whole(Guid.Parse(request.CoachingId)),
            coaching => coaching.End(request.Outcome, clock.DayOrToday("ended_on", request.EndedOn)),
            coaching => new EndCoachingResponse { Coaching = coaching });
    }
}
