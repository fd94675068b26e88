using Grpc.Net.ClientFactory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Tyokyky.ServiceDefaults;

/// <summary>How services ask each other.</summary>
public static class GrpcClientExtensions
{
    /// <summary>
    /// A client for questions asked for a user: forwards the user's token, acting user, purpose and language, and what is left of the deadline.
    /// </summary>
    public static IHttpClientBuilder AddQuestionClient<TClient>(this IHostApplicationBuilder builder, string service)
        where TClient : class
    {
        builder.Services.AddHttpContextAccessor();
        builder.Services.TryAddSingleton<QuestionInterceptor>();
        return builder.AddClient<TClient>(service).AddInterceptor<QuestionInterceptor>(InterceptorScope.Channel);
    }

    /// <summary>
    /// A client for the service's own background work: role service, by its own credentials. With a name it is had from GrpcClientFactory:
    /// for an RPC that several services serve.
    /// </summary>
    public static IHttpClientBuilder AddBackgroundClient<TClient>(this IHostApplicationBuilder builder, string service, string? name = null)
        where TClient : class
    {
        builder.Services.AddHttpClient();
        builder.Services.TryAddSingleton<ServiceCredentials>();
        builder.Services.TryAddSingleton<DeadlineInterceptor>();
        return builder.AddClient<TClient>(service, name)
            .AddInterceptor<DeadlineInterceptor>(InterceptorScope.Channel)
            .AddCallCredentials(static async (context, metadata, services) =>
                metadata.Add("authorization", "Bearer " + await services.GetRequiredService<ServiceCredentials>().TokenAsync(context.CancellationToken)));
    }

    private static IHttpClientBuilder AddClient<TClient>(this IHostApplicationBuilder builder, string service, string? name = null)
        where TClient : class
    {
        if (builder.Services.All(each => each.ServiceType != typeof(CircuitBreakers)))
        {
            builder.Services.AddSingleton<CircuitBreakers>();
            builder.Services.AddTransient<ServiceAddress>();
            // By configuration alone: what nobody configured must not get a user's token because DNS knows a host of that name.
            builder.Services.AddConfigurationServiceEndpointProvider();
        }

        return builder.Services
            .AddGrpcClient<TClient>(name ?? typeof(TClient).Name, client => client.Address = ServiceAddress.Of(service))
            .ConfigureChannel(channel =>
            {
                channel.ServiceConfig = RetryPolicies.For(typeof(TClient));
                channel.MaxReceiveMessageSize = GrpcLimits.AnswerBytes;
                channel.MaxSendMessageSize = GrpcLimits.MessageBytes;
                // Outside Development cleartext needs a named TLS terminator (SafeSettings): the token is in the clear only inside that.
                channel.UnsafeUseInsecureChannelCallCredentials = true;
            })
            .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler
            {
                EnableMultipleHttp2Connections = true,
                PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
                KeepAlivePingDelay = TimeSpan.FromSeconds(30),
                KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
                ConnectTimeout = TimeSpan.FromSeconds(2),
            })
            .AddHttpMessageHandler<ServiceAddress>()
            .AddServiceDiscovery()
            .RemoveAllLoggers()
            .AddInterceptor(InterceptorScope.Channel, services => services.GetRequiredService<CircuitBreakers>().For(service));
    }
}
