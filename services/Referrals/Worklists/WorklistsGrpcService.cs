using Grpc.Core;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Referrals.UseCases;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals;

/// <summary>What waits for whom. One RPC, one line: each use case is the file of its name.</summary>
internal sealed class WorklistsGrpcService : WorklistsService.WorklistsServiceBase
{
    public override Task<CountWorklistsResponse> CountWorklists(CountWorklistsRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<CountWorklists>().Handle);

    public override Task<ListWorklistResponse> ListWorklist(ListWorklistRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ListWorklist>().Handle);
}
