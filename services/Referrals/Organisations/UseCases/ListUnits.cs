namespace Tyokyky.Referrals.Organisations;

/// <summary>Lists units by name.</summary>
[Access(Pickers)]
internal sealed class ListUnits(OrganisationStore organisations, Reader reader, IBusinessClock clock)
{
    public void Validate(ListUnitsRequest request, Check check) => check.OptionalCode("service", request.Service, "service", clock.CodeDay(request.ValidOn));

    public Task<ListUnitsResponse> Handle(ListUnitsRequest request, Call call)
    {
        var filter = new UnitFilter(request.OrganisationId, request.NamePrefix, request.Service, request.ValidOn?.ToDay() ?? clock.Today);

        return reader.ListAsync(
            request,
            call,
            paging => UnitStore.ByName(filter, paging.After?[0] ?? "", paging.AfterId(), paging.Limit),
            unit => [unit.Name, unit.Id.ToString()],
            _ => null,
            async page =>
            {
                var name = await organisations.NamesAsync(page.Select(unit => unit.Organisation), call.Cancel);
                return new ListUnitsResponse { Units = { page.Select(unit => unit.ToMessage(name)) } };
            });
    }
}
