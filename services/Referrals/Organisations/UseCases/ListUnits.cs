namespace Tyokyky.Referrals.UseCases;

/// <summary>Lists units by name.</summary>
[Access(Pickers)]
internal sealed class ListUnits(OrganisationStore organisations, Database database, IBusinessClock clock)
{
    public void Validate(ListUnitsRequest request, Check check) => check.OptionalCode("service", request.Service, "service", clock.CodeDay(request.ValidOn));

    public async Task<ListUnitsResponse> Handle(ListUnitsRequest request, Call call)
    {
        var paging = call.Page(request);

        var found = await database.ListAsync(
            UnitStore.ByName(request.OrganisationId, request.NamePrefix, request.Service, request.ValidOn?.ToDay() ?? clock.Today, paging.After is { } after ? after[0] : "", paging.AfterId(), paging.Limit),
            call.Cancel);
        var page = paging.Cut(found, unit => [unit.Name, unit.Id.ToString()], out var next);

        var name = await organisations.NamesAsync(page.Select(unit => unit.Organisation), call.Cancel);
        var response = new ListUnitsResponse { NextPageToken = next };
        response.Units.AddRange(page.Select(unit => unit.ToMessage(name)));
        return response;
    }
}
