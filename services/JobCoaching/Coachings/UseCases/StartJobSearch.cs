namespace Tyokyky.JobCoaching.Coachings;

/// <summary>Records that looking for work began.</summary>
[Access(Role.Coach, Relation.Owner)]
internal sealed class StartJobSearch(CoachingKind coachings, IBusinessClock clock)
{
    public Task<StartJobSearchResponse> Handle(StartJobSearchRequest request, Call call)
    {
        return coachings.ChangeAsync(
            request,
            call,
            CoachingStore.Whole(Guid.Parse(request.CoachingId)),
            coaching => coaching.StartJobSearch(clock.DayOrToday("started_on", request.StartedOn)),
            coaching => new StartJobSearchResponse { Coaching = coaching });
    }
}
