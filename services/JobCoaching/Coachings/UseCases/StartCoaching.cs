namespace Tyokyky.JobCoaching.Coachings;

/// <summary>Starts a coaching after intake and the client's agreement.</summary>
[Access(Role.Coach, Relation.Owner)]
internal sealed class StartCoaching(CoachingKind coachings, IBusinessClock clock)
{
    public void Validate(StartCoachingRequest request, Check check) => check
        .OptionalCode("model", request.Model, "coaching-model", clock.CodeDay(request.StartedOn))
        .That(request.Agreed, "agreed", "AGREEMENT_REQUIRED", "true: coaching starts with the client's agreement")
        .Within("wishes", request.Wishes, (within, wishes) => within
            .Occupations("occupations", wishes.Occupations)
            .Municipalities("municipalities", wishes.Municipalities));

    public Task<StartCoachingResponse> Handle(StartCoachingRequest request, Call call)
    {
        var coach = request.Coach.Length > 0 ? request.Coach : call.Caller.Subject;

        return coachings.ChangeAsync(
            request,
            call,
            CoachingStore.Whole(Guid.Parse(request.CoachingId)),
            coaching => coaching.Start(coach, request.CoachName, request.Model, WishesOf(request.Wishes), clock.DayOrToday("started_on", request.StartedOn)),
            coaching => new StartCoachingResponse { Coaching = coaching });
    }

    private static WorkWishes WishesOf(Proto.WorkWishes? wishes) => wishes is null
        ? WorkWishes.NotAsked
        : new WorkWishes([.. wishes.Occupations], [.. wishes.Municipalities], wishes.MaxWeeklyHours, wishes.Disclosure);
}
