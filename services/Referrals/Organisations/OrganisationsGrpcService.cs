using Grpc.Core;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Referrals.UseCases;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals;

/// <summary>The register of organisations. One RPC, one line: each use case is the file of its name.</summary>
internal sealed class OrganisationsGrpcService : OrganisationsService.OrganisationsServiceBase
{
    public override Task<RegisterOrganisationResponse> RegisterOrganisation(RegisterOrganisationRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<RegisterOrganisation>().Handle);

    public override Task<GetOrganisationResponse> GetOrganisation(GetOrganisationRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<GetOrganisation>().Handle);

    public override Task<BatchGetOrganisationsResponse> BatchGetOrganisations(BatchGetOrganisationsRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<BatchGetOrganisations>().Handle);

    public override Task<ListOrganisationsResponse> ListOrganisations(ListOrganisationsRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ListOrganisations>().Handle);

    public override Task<RegisterUnitResponse> RegisterUnit(RegisterUnitRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<RegisterUnit>().Handle);

    public override Task<ListUnitsResponse> ListUnits(ListUnitsRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ListUnits>().Handle);

    public override Task<RegisterAreaResponse> RegisterArea(RegisterAreaRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<RegisterArea>().Handle);

    public override Task<ListAreasResponse> ListAreas(ListAreasRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ListAreas>().Handle);

    public override Task<ResolveReceiverResponse> ResolveReceiver(ResolveReceiverRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ResolveReceiver>().Handle);

    public override Task<RegisterProfessionalResponse> RegisterProfessional(RegisterProfessionalRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<RegisterProfessional>().Handle);

    public override Task<ListProfessionalsResponse> ListProfessionals(ListProfessionalsRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ListProfessionals>().Handle);

    public override Task<BatchGetProfessionalsResponse> BatchGetProfessionals(BatchGetProfessionalsRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<BatchGetProfessionals>().Handle);
}
