namespace Tyokyky.JobCoaching.Coachings;

/// <summary>Starts a coaching after intake and the client's agreement.</summary>
[Access(Role.Coach, Relation.Owner)]
internal sealed class StartCoaching(CoachingKind coachings, Database database, IBusinessClock clock)
{
    public void Validate(StartCoachingRequest request, Check check) => check
        .OptionalCode("model", request.Model, "coaching-model", clock.CodeDay(request.StartedOn))
        .That(request.Agreed, "agreed", "AGREEMENT_REQUIRED", "true: coaching starts with the client's agreement")
        .Wishes(request.Wishes);

    public Task<StartCoachingResponse> Handle(StartCoachingRequest request, Call call)
    {
        var coach = request.Coach.Length > 0 ? request.Coach : call.Caller.Subject;

        return coachings.ChangeAsync(
            request,
            call,
            CoachingStore.Whole(Guid.Parse(request.CoachingId)),
            async coaching =>
            {
                var on = clock.DayOrToday("started_on", request.StartedOn);
                await database.RequireCoachAsync(coach, on, call);
                return coaching.Start(coach, request.CoachName, request.Model, request.Wishes?.ToDomain() ?? WorkWishes.NotAsked, on);
            },
            coaching => new StartCoachingResponse { Coaching = coaching });
    }
}
