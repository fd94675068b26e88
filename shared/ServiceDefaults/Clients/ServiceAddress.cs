using Grpc.Core;

namespace Tyokyky.ServiceDefaults;

/// <summary>
/// Stands before discovery. A gRPC channel's address is http or https, and only the address found says which of the two it should be. A service
/// that nobody configured is one that does not answer: what needs it is degraded, nothing else.
/// </summary>
internal sealed class ServiceAddress : DelegatingHandler
{
    public static Uri Of(string service) => new($"http://_grpc.{service}");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.RequestUri = new Uri("https+" + request.RequestUri!.AbsoluteUri);
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (Exception unknown) when (unknown is InvalidOperationException or KeyNotFoundException)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "The service's address is not known.", unknown));
        }
    }
}
