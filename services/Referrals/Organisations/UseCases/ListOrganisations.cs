namespace Tyokyky.Referrals.Organisations;

/// <summary>Lists the organisations of a day by name.</summary>
[Access(Pickers | Role.Client)]
internal sealed class ListOrganisations(OrganisationStore organisations, Reader reader, IBusinessClock clock)
{
    public void Validate(ListOrganisationsRequest request, Check check) => check
        .OptionalCode("service", request.Service, "service", clock.CodeDay(request.ValidOn))
        .AskedCode("kind", request.Kind, "organisation-kind", clock.CodeDay(request.ValidOn))
        .OptionalMunicipality("municipality", request.Municipality);

    public Task<ListOrganisationsResponse> Handle(ListOrganisationsRequest request, Call call)
    {
        var day = request.ValidOn?.ToDay() ?? clock.Today;
        var kinds = CodeSystem.Get("organisation-kind").Asked(request.Kind, day);
        var filter = new OrganisationFilter(request.NamePrefix, request.Service, kinds, request.Municipality, day);

        return reader.ListAsync(
            request,
            call,
            paging => OrganisationStore.ByName(filter, paging.After?[0] ?? "", paging.After?[1] ?? "", paging.Limit),
            organisation => [organisation.Name, organisation.Id],
            _ => null,
            async page =>
            {
                var name = await organisations.NamesAsync(page.Select(organisation => organisation.Successor), call.Cancel);
                return new ListOrganisationsResponse { Organisations = { page.Select(organisation => organisation.ToMessage(name)) } };
            });
    }
}
