namespace Tyokyky.Referrals.Observations;

/// <summary>Lists observations that the caller's organisation made or is the addressee of.</summary>
[Access(Workers | Role.EmployerLiaison | Role.Manager | Role.Analyst)]
internal sealed class ListObservations(ObservationView view, Reader reader, IBusinessClock clock)
{
    public void Validate(ListObservationsRequest request, Check check)
    {
        var day = clock.CodeDay(request.ToDay);
        check
            .OptionalCode("kind", request.Kind, "observation-kind", day)
            .OptionalCode("service", request.Service, "service", day)
            .OptionalMunicipality("municipality", request.Municipality)
            .OptionalPeriod(request.FromDay, request.ToDay);
    }

    public Task<ListObservationsResponse> Handle(ListObservationsRequest request, Call call)
    {
        var filter = new ObservationFilter(
            request.Addressed, request.Status, request.FromDay?.ToDay(), request.ToDay?.ToDay(), request.LateOnly ? clock.Today : null)
        {
            Kind = request.Kind,
            Service = request.Service,
            Municipality = request.Municipality,
        };

        return reader.ListAsync(
            request,
            call,
            paging => ObservationStore.Of(call.Caller.Organisation, filter, paging.BeforeDay(), paging.BeforeId(), paging.Limit),
            observation => [PagingKeys.DayKey(observation.ObservedOn), observation.Id.ToString()],
            _ => null,
            async page =>
            {
                var response = new ListObservationsResponse();
                foreach (var observation in page)
                {
                    response.Observations.Add(await view.Of(observation, call));
                }

                return response;
            });
    }
}
