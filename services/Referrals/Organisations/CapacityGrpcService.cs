using Grpc.Core;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Referrals.UseCases;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals;

/// <summary>What receivers can take. One RPC, one line: each use case is the file of its name.</summary>
internal sealed class CapacityGrpcService : CapacityService.CapacityServiceBase
{
    public override Task<DeclareCapacityResponse> DeclareCapacity(DeclareCapacityRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<DeclareCapacity>().Handle);

    public override Task<QueryCapacityResponse> QueryCapacity(QueryCapacityRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<QueryCapacity>().Handle);
}
