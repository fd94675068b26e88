using Grpc.Core;
using Grpc.Net.Client;
using Tyokyky.Contracts.Operations.V1;

namespace Tyokyky.AppHost.Operations;

/// <summary>One service's operations API, called as the operator.</summary>
internal sealed class OperationsClient(EndpointReference service, SandboxClient sandbox)
{
    private OperationsService.OperationsServiceClient? client;

    public async Task<TResponse> AskAsync<TResponse>(
        Func<OperationsService.OperationsServiceClient, CallOptions, AsyncUnaryCall<TResponse>> call, TimeSpan patience, CancellationToken cancel)
    {
        client ??= new OperationsService.OperationsServiceClient(GrpcChannel.ForAddress(service.Url));
        var token = await sandbox.OperatorTokenAsync(cancel);
        var options = new CallOptions(
            new Metadata { { "authorization", $"Bearer {token}" } },
            TimeProvider.System.GetUtcNow().UtcDateTime + patience,
            cancel);
        try
        {
            return await call(client, options);
        }
        catch (RpcException refused) when (refused.StatusCode == StatusCode.Unauthenticated)
        {
            sandbox.ForgetToken();
            throw;
        }
    }
}
