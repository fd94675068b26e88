namespace Tyokyky.Referrals.Organisations;

/// <summary>Reads one organisation, as it is in the database now.</summary>
[Access(Pickers | Role.Client)]
internal sealed class GetOrganisation(OrganisationStore organisations, Database database)
{
    public static void Validate(GetOrganisationRequest request, Check check) => check.OptionalBusinessId("organisation_id", request.OrganisationId);

    public async Task<GetOrganisationResponse> Handle(GetOrganisationRequest request, Call call)
    {
        var organisation = await database.OneAsync(OrganisationStore.ById(request.OrganisationId), call.Cancel) ?? throw OrganisationErrors.Unknown();

        return new GetOrganisationResponse { Organisation = organisation.ToMessage(await organisations.NamesAsync([organisation.Successor], call.Cancel)) };
    }
}
