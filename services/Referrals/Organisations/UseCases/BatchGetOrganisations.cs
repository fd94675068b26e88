namespace Tyokyky.Referrals.Organisations;

/// <summary>Reads several organisations at once.</summary>
[Access(Pickers)]
internal sealed class BatchGetOrganisations(OrganisationStore organisations)
{
    public async Task<BatchGetOrganisationsResponse> Handle(BatchGetOrganisationsRequest request, Call call)
    {
        var response = new BatchGetOrganisationsResponse();
        foreach (var id in request.OrganisationIds.Distinct())
        {
            if (await organisations.FindAsync(id, call.Cancel) is { } organisation)
            {
                response.Organisations.Add(organisation.ToMessage(await organisations.NamesAsync([organisation.Successor], call.Cancel)));
            }
            else
            {
                response.UnknownIds.Add(id);
            }
        }

        return response;
    }
}
