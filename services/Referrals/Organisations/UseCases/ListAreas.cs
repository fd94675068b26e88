namespace Tyokyky.Referrals.Organisations;

/// <summary>Lists areas of responsibility, the newest first.</summary>
[Access(Pickers)]
internal sealed class ListAreas(OrganisationStore organisations, Reader reader, IBusinessClock clock)
{
    public void Validate(ListAreasRequest request, Check check) => check
        .OptionalMunicipality("municipality", request.Municipality)
        .OptionalCode("service", request.Service, "service", clock.CodeDay(request.ValidOn));

    public Task<ListAreasResponse> Handle(ListAreasRequest request, Call call)
    {
        return reader.ListAsync(
            request,
            call,
            paging => AreaStore.Of(request.OrganisationId, request.Municipality, request.Service, request.ValidOn?.ToDay(), paging.BeforeId(), paging.Limit),
            named => [named.Area.Id.ToString()],
            _ => null,
            async page =>
            {
                var name = await organisations.NamesAsync(page.Select(named => named.Area.Organisation), call.Cancel);
                return new ListAreasResponse { Areas = { page.Select(named => named.ToMessage(name)) } };
            });
    }
}
