namespace Tyokyky.Referrals.UseCases;

/// <summary>Lists the organisations of a day by name.</summary>
[Access(Pickers | Role.Client)]
internal sealed class ListOrganisations(OrganisationStore organisations, Database database, IBusinessClock clock)
{
    public void Validate(ListOrganisationsRequest request, Check check) => check
        .OptionalCode("service", request.Service, "service", clock.CodeDay(request.ValidOn))
        .OptionalCode("kind", request.Kind, "organisation-kind", clock.CodeDay(request.ValidOn))
        .OptionalMunicipality("municipality", request.Municipality);

    public async Task<ListOrganisationsResponse> Handle(ListOrganisationsRequest request, Call call)
    {
        var paging = call.Page(request);
        var filter = new OrganisationFilter(request.NamePrefix, request.Service, request.Kind, request.Municipality, request.ValidOn?.ToDay() ?? clock.Today);

        var (afterName, afterId) = paging.After is { } after ? (after[0], after[1]) : ("", "");
        var found = await database.ListAsync(OrganisationStore.ByName(filter, afterName, afterId, paging.Limit), call.Cancel);
        var page = paging.Cut(found, row => [row.Name, row.Id], out var next);

        var name = await organisations.NamesAsync(page.Select(organisation => organisation.Successor).Where(id => id.Length > 0), call.Cancel);
        var response = new ListOrganisationsResponse { NextPageToken = next };
        response.Organisations.AddRange(page.Select(organisation => organisation.ToMessage(name)));
        return response;
    }
}
