using Tyokyky.EmployerRelations.Employers;

namespace Tyokyky.EmployerRelations.Openings;

/// <summary>Publishes an employer's opening to the coaches.</summary>
[Access(Workers)]
internal sealed class PublishOpening(UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(PublishOpeningRequest request, Check check) => check
        .Occupation("occupation", request.Occupation)
        .OptionalMunicipality("municipality", request.Municipality)
        .That(request.WeeklyHours is >= 1 and <= 60, "weekly_hours", "WEEKLY_HOURS_OUT_OF_RANGE", "a number from 1 to 60")
        .OptionalCode("kind", request.Kind, "opening-kind", clock.CodeDay(request.OpenFrom));

    public Task<PublishOpeningResponse> Handle(PublishOpeningRequest request, Call call)
    {
        return unitOfWork
            .Load(request, call, EmployerStore.ById(Guid.Parse(request.EmployerId)).Unguarded("an employer stays, and an opening is no contact"))
            .ForEveryone()
            .WriteAsync((employer, commit) =>
            {
                var opening = Compose(request, employer ?? throw EmployerErrors.Unknown());

                commit
                    .Add(OpeningStore.OpeningRow.Insert(opening))
                    .Transition(opening.Published(clock.Now))
                    .Fact(FactOf(opening), opening.EmployerId.ToString());
                return ValueTask.FromResult(new PublishOpeningResponse { Opening = opening.ToMessage() });
            });
    }

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
