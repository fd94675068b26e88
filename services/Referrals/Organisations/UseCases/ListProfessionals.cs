namespace Tyokyky.Referrals.UseCases;

/// <summary>Lists professionals by name.</summary>
[Access(Pickers)]
internal sealed class ListProfessionals(OrganisationStore organisations, Database database, IBusinessClock clock)
{
    public void Validate(ListProfessionalsRequest request, Check check) => check
        .OptionalCode("profession", request.Profession, "profession", clock.CodeDay(request.ValidOn))
        .OptionalCode("language", request.Language, "language", clock.CodeDay(request.ValidOn));

    public async Task<ListProfessionalsResponse> Handle(ListProfessionalsRequest request, Call call)
    {
        var paging = call.Page(request);
        var filter = new ProfessionalFilter(
            request.OrganisationId, Ids.Optional(request.UnitId), request.Profession, request.Language, request.NamePrefix, request.ValidOn?.ToDay() ?? clock.Today);

        var found = await database.ListAsync(ProfessionalStore.ByName(filter, paging.After is { } after ? after[0] : "", paging.AfterId(), paging.Limit), call.Cancel);
        var page = paging.Cut(found, named => [named.Professional.Name, named.Professional.Id.ToString()], out var next);

        var name = await organisations.NamesAsync(page.Select(named => named.Professional.Organisation), call.Cancel);
        var response = new ListProfessionalsResponse { NextPageToken = next };
        response.Professionals.AddRange(page.Select(named => named.ToMessage(name)));
        return response;
    }
}
