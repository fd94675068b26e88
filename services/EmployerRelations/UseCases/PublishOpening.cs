namespace Tyokyky.EmployerRelations.UseCases;

/// <summary>Publishes an employer's opening to the coaches.</summary>
[Access(Workers)]
internal sealed class PublishOpening(UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public async Task<PublishOpeningResponse> Handle(PublishOpeningRequest request, Call call)
    {
        CheckShape(request);

        var employer = await unitOfWork.LoadAsync(call, request, EmployerStore.ById(Guid.Parse(request.EmployerId)));
        if (call.Replay<PublishOpeningResponse>() is { } done)
        {
            return done;
        }

        var opening = Compose(request, employer ?? throw EmployerErrors.Unknown());

        return await unitOfWork.Commit(call, request)
            .Add(OpeningStore.Insert(opening))
            .Transition(opening.Published(clock.Now))
            .Fact(FactOf(opening), opening.EmployerId.ToString())
            .SaveAsync(new PublishOpeningResponse { Opening = opening.ToMessage() });
    }

    private void CheckShape(PublishOpeningRequest request) => Check.Shape(check => check
        .Uuid("employer_id", request.EmployerId)
        .Required("title", request.Title).MaxLength("title", request.Title, 200)
        .Occupation("occupation", request.Occupation)
        .Required("municipality", request.Municipality).OptionalMunicipality("municipality", request.Municipality)
        .That(request.WeeklyHours is >= 1 and <= 60, "weekly_hours", "WEEKLY_HOURS_OUT_OF_RANGE", "a number from 1 to 60")
        .OptionalDay("open_from", request.OpenFrom)
        .OptionalDay("open_to", request.OpenTo)
        .Code("kind", request.Kind, "opening-kind", clock.CodeDay(request.OpenFrom)));

    private Opening Compose(PublishOpeningRequest request, Employer employer)
    {
        var openFrom = request.OpenFrom?.ToDay() ?? clock.Today;
        var openTo = request.OpenTo?.ToDay();
        if (openTo < openFrom)
        {
            throw OpeningErrors.DayBeforeStart();
        }

        return new Opening
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            EmployerId = employer.Id,
            EmployerName = employer.Name,
            Title = request.Title,
            Occupation = request.Occupation,
            Municipality = request.Municipality,
            WeeklyHours = request.WeeklyHours,
            Kind = request.Kind,
            OpenFrom = openFrom,
            OpenTo = openTo,
        };
    }

    private static OpeningPublished FactOf(Opening opening) => new()
    {
        OpeningId = opening.Id.ToString(),
        EmployerId = opening.EmployerId.ToString(),
        Occupation = opening.Occupation,
        Municipality = opening.Municipality,
        Kind = opening.Kind,
        OpenFrom = opening.OpenFrom.ToDate(),
    };
}
