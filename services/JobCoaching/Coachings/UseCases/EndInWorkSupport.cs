namespace Tyokyky.JobCoaching.Coachings;

/// <summary>Ends support in work.</summary>
[Access(Role.Coach, Relation.Owner)]
internal sealed class EndInWorkSupport(CoachingKind coachings, IBusinessClock clock)
{
    public Task<EndInWorkSupportResponse> Handle(EndInWorkSupportRequest request, Call call)
    {
        return coachings.ChangeAsync(
            request,
            call,
            CoachingStore.Whole(Guid.Parse(request.CoachingId)),
            coaching => coaching.EndInWorkSupport(clock.DayOrToday("to_day", request.ToDay)),
            coaching => new EndInWorkSupportResponse { Coaching = coaching });
    }
}
