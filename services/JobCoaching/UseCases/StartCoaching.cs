namespace Tyokyky.JobCoaching.UseCases;

/// <summary>Starts a coaching after intake and the client's agreement.</summary>
[Access(Role.Coach, Relation.Owner)]
internal sealed class StartCoaching(UnitOfWork unitOfWork, IBusinessClock clock)
{
    public async Task<StartCoachingResponse> Handle(StartCoachingRequest request, Call call)
    {
        CheckShape(request);

        var coaching = await unitOfWork.LoadAsync(call, request, CoachingStore.ById(Guid.Parse(request.CoachingId)));
        call.SetAuditSubject(coaching?.Client.Id.ToString(), "coaching", request.CoachingId);
        call.Authorize(coaching, coaching?.RelationOf(call.Caller));
        if (call.Replay<StartCoachingResponse>() is { } done)
        {
            return done;
        }

        call.MustMatch(request.Etag, coaching.Etag);
        var (started, transition) = coaching.Start(
            request.Coach.Length > 0 ? request.Coach : call.Caller.Subject,
            request.CoachName,
            request.Model,
            WishesOf(request.Wishes),
            clock.DayOrToday("started_on", request.StartedOn));

        return await unitOfWork.Commit(call, request)
            .Guard(CoachingStore.Update(started))
            .Transition(transition)
            .Fact(
                new CoachingStarted
                {
                    CoachingId = request.CoachingId,
                    Client = started.Facets(),
                    Organisation = started.Organisation,
                    Coach = started.Coach,
                    Model = started.Model,
                    StartedOn = started.StartedOn?.ToDate(),
                    CaseId = started.CaseId.ToString(),
                    MeasureId = started.MeasureId.ToString(),
                },
                started.Client.Id.ToString())
            .LogChange(started.Client.Id, started.ObjectType, started.Id)
            .SaveAsync(new StartCoachingResponse { Coaching = started.ToMessage() });
    }

    private void CheckShape(StartCoachingRequest request) => Check.Shape(check => check
        .Uuid("coaching_id", request.CoachingId)
        .MaxLength("coach", request.Coach, 200)
        .Required("coach_name", request.CoachName).MaxLength("coach_name", request.CoachName, 200)
        .OptionalDay("started_on", request.StartedOn)
        .Code("model", request.Model, "coaching-model", clock.CodeDay(request.StartedOn))
        .That(request.Agreed, "agreed", "AGREEMENT_REQUIRED", "true: coaching starts with the client's agreement")
        .Within("wishes", request.Wishes, (within, wishes) => within
            .MaxCount("occupations", wishes.Occupations, 50)
            .Occupations("occupations", wishes.Occupations)
            .MaxCount("municipalities", wishes.Municipalities, 50)
            .Municipalities("municipalities", wishes.Municipalities)
            .Range("max_weekly_hours", wishes.MaxWeeklyHours, 0, 60)
            .OptionalSpecified("disclosure", wishes.Disclosure)));

    private static WorkWishes WishesOf(Proto.WorkWishes? wishes) => wishes is null
        ? WorkWishes.NotAsked
        : new WorkWishes([.. wishes.Occupations], [.. wishes.Municipalities], wishes.MaxWeeklyHours, wishes.Disclosure);
}
