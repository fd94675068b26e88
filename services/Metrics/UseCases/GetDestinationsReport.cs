namespace Tyokyky.Metrics.UseCases;

/// <summary>Destinations after coaching, as a table.</summary>
[Access(Readers)]
internal sealed class GetDestinationsReport(FigureStore figures, IBusinessClock clock)
{
    public static void Validate(GetDestinationsReportRequest request, Check check) => check.Population(request.Population);

    public async Task<GetDestinationsReportResponse> Handle(GetDestinationsReportRequest request, Call call)
    {
        var counted = await figures.CountAsync(CoachingCounts.Destinations(new Filter(request.Population.ToDomain(), clock.Today)), call.Cancel);
        var destinations = new Destinations(counted.Cells);

        var response = new GetDestinationsReportResponse
        {
            PersonsInCoaching = destinations.PersonsInCoaching,
            PersonsEmployed = destinations.PersonsEmployed,
            Relations = destinations.Relations,
            EmploymentCoefficient = destinations.EmploymentCoefficient,
            RelationCoefficient = destinations.RelationCoefficient,
            Coaches = destinations.Coaches,
            Population = request.Population ?? new Proto.Population(),
        };
        response.Rows.AddRange(destinations.Rows().Select(row => row.ToMessage()));
        response.AsOf.AddRange(counted.AsOf);
        return response;
    }
}
