using Tyokyky.Contracts.Referrals.V1;

namespace Tyokyky.Sandbox.Caseload.Steps;

/// <summary>Registers the example organisations with what they can be asked for.</summary>
internal static class OrganisationSteps
{
    public static Task RunAsync(Loading loading, CancellationToken cancel) => loading.EachAsync("organisations", loading.Organisations.All, async (organisation, token) =>
    {
        // The same ids whichever caseload it is: the organisations are common to all.
        var request = new RegisterOrganisationRequest
        {
            OrganisationId = organisation.Id,
            Name = organisation.Name,
            Kind = organisation.Kind,
            RequestId = SyntheticIds.RequestId("organisations", organisation.Id),
        };
        request.Services.AddRange(organisation.Services);
        await loading.AsAsync("operator", $"registering {organisation.Name}", options => loading.Apis.Organisations.RegisterOrganisationAsync(request, options), token);
    }, cancel);
}
