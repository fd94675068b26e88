namespace Tyokyky.JobCoaching.Coachings;

/// <summary>Gives the coaching to another coach.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class AssignCoach(CoachingKind coachings, Database database, IBusinessClock clock)
{
    public void Validate(AssignCoachRequest request, Check check) =>
        check.OptionalCode("reason", request.Reason, "reassignment-reason", clock.CodeDay(request.FromDay));

    public Task<AssignCoachResponse> Handle(AssignCoachRequest request, Call call)
    {
        return coachings.ChangeAsync(
            request,
            call,
            CoachingStore.Whole(Guid.Parse(request.CoachingId)),
            async coaching =>
            {
                var from = clock.DayOrToday("from_day", request.FromDay);
                await database.RequireCoachAsync(request.Coach, from, call);
                return coaching.Assign(new CoachPeriod(request.Coach, request.CoachName, from, request.Reason));
            },
            coaching => new AssignCoachResponse { Coaching = coaching });
    }
}
