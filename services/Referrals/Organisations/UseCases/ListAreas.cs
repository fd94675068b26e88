namespace Tyokyky.Referrals.UseCases;

/// <summary>Lists areas of responsibility, the newest first.</summary>
[Access(Pickers)]
internal sealed class ListAreas(OrganisationStore organisations, Database database, IBusinessClock clock)
{
    public void Validate(ListAreasRequest request, Check check) => check
        .OptionalMunicipality("municipality", request.Municipality)
        .OptionalCode("service", request.Service, "service", clock.CodeDay(request.ValidOn));

    public async Task<ListAreasResponse> Handle(ListAreasRequest request, Call call)
    {
        var paging = call.Page(request);

        var found = await database.ListAsync(
            AreaStore.Of(request.OrganisationId, request.Municipality, request.Service, request.ValidOn?.ToDay(), paging.BeforeId(), paging.Limit), call.Cancel);
        var page = paging.Cut(found, named => [named.Area.Id.ToString()], out var next);

        var name = await organisations.NamesAsync(page.Select(named => named.Area.Organisation), call.Cancel);
        var response = new ListAreasResponse { NextPageToken = next };
        response.Areas.AddRange(page.Select(named => named.ToMessage(name)));
        return response;
    }
}
