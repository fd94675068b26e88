using Grpc.Core;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Referrals.UseCases;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals;

/// <summary>The register of organisations. One RPC, one line: each use case is the file of its name.</summary>
internal sealed class OrganisationsGrpcService : OrganisationsService.OrganisationsServiceBase
{
    public override Task<RegisterOrganisationResponse> RegisterOrganisation(RegisterOrganisationRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<RegisterOrganisation>().Handle);

    public override Task<ListOrganisationsResponse> ListOrganisations(ListOrganisationsRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ListOrganisations>().Handle);
}
