namespace Tyokyky.Referrals.UseCases;

/// <summary>Lists observations that the caller's organisation made or is the addressee of.</summary>
[Access(Workers | Role.EmployerLiaison | Role.Manager | Role.Analyst)]
internal sealed class ListObservations(ObservationView view, Database database, IBusinessClock clock)
{
    public async Task<ListObservationsResponse> Handle(ListObservationsRequest request, Call call)
    {
        var day = clock.CodeDay(request.ToDay);
        Check.Shape(check => check
            .OptionalCode("kind", request.Kind, "observation-kind", day)
            .OptionalCode("service", request.Service, "service", day)
            .OptionalMunicipality("municipality", request.Municipality)
            .OptionalPeriod(request.FromDay, request.ToDay));
        var paging = call.Page(request);
        var filter = new ObservationFilter(request.Addressed, request.Status, request.FromDay?.ToDay(), request.ToDay?.ToDay(), request.LateOnly ? clock.Today : null)
        {
            Kind = request.Kind,
            Service = request.Service,
            Municipality = request.Municipality,
        };

        var found = await database.ListAsync(ObservationStore.Of(call.Caller.Organisation, filter, paging.BeforeDay(), paging.BeforeId(), paging.Limit), call.Cancel);
        var page = paging.Cut(found, observation => [PagingKeys.DayKey(observation.ObservedOn), observation.Id.ToString()], out var next);

        var response = new ListObservationsResponse { NextPageToken = next };
        foreach (var observation in page)
        {
            response.Observations.Add(await view.Of(observation, call));
        }

        return response;
    }
}
