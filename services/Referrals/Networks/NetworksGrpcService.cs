using Grpc.Core;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Referrals.UseCases;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals;

/// <summary>Network contacts. One RPC, one line: each use case is the file of its name.</summary>
internal sealed class NetworksGrpcService : NetworksService.NetworksServiceBase
{
    public override Task<RegisterNetworkContactResponse> RegisterNetworkContact(RegisterNetworkContactRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<RegisterNetworkContact>().Handle);

    public override Task<ListNetworkContactsResponse> ListNetworkContacts(ListNetworkContactsRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ListNetworkContacts>().Handle);
}
