namespace Tyokyky.Referrals.Organisations;

/// <summary>Lists professionals by name.</summary>
[Access(Pickers)]
internal sealed class ListProfessionals(OrganisationStore organisations, Reader reader, IBusinessClock clock)
{
    public void Validate(ListProfessionalsRequest request, Check check) => check
        .OptionalCode("profession", request.Profession, "profession", clock.CodeDay(request.ValidOn))
        .OptionalCode("language", request.Language, "language", clock.CodeDay(request.ValidOn));

    public Task<ListProfessionalsResponse> Handle(ListProfessionalsRequest request, Call call)
    {
        var filter = new ProfessionalFilter(
            request.OrganisationId, Ids.Optional(request.UnitId), request.Profession,
            request.Language, request.NamePrefix, request.ValidOn?.ToDay() ?? clock.Today);

        return reader.ListAsync(
            request,
            call,
            paging => ProfessionalStore.ByName(filter, paging.After?[0] ?? "", paging.AfterId(), paging.Limit),
            named => [named.Professional.Name, named.Professional.Id.ToString()],
            _ => null,
            async page =>
            {
                var name = await organisations.NamesAsync(page.Select(named => named.Professional.Organisation), call.Cancel);
                return new ListProfessionalsResponse { Professionals = { page.Select(named => named.ToMessage(name)) } };
            });
    }
}
