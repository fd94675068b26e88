namespace Tyokyky.JobCoaching.Coachings;

/// <summary>Starts support in work.</summary>
[Access(Role.Coach, Relation.Owner)]
internal sealed class StartInWorkSupport(CoachingKind coachings, IBusinessClock clock)
{
    public Task<StartInWorkSupportResponse> Handle(StartInWorkSupportRequest request, Call call)
    {
        return coachings.ChangeAsync(
            request,
            call,
            CoachingStore.Whole(Guid.Parse(request.CoachingId)),
            coaching => coaching.StartInWorkSupport(clock.DayOrToday("from_day", request.FromDay)),
            coaching => new StartInWorkSupportResponse { Coaching = coaching });
    }
}
