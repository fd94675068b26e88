using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Polly;
using Polly.CircuitBreaker;

namespace Tyokyky.ServiceDefaults;

/// <summary>One circuit breaker per service asked, whatever the client.</summary>
internal sealed class CircuitBreakers(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, CircuitBreakerInterceptor> interceptors = new(StringComparer.Ordinal);

    public CircuitBreakerInterceptor For(string service) => interceptors.GetOrAdd(service, static (_, time) => new CircuitBreakerInterceptor(time), time);
}

/// <summary>
/// Stops asking a service that does not answer. It looks at gRPC's status; an HTTP resilience handler would see 200 and no trouble.
/// </summary>
internal sealed class CircuitBreakerInterceptor(TimeProvider time) : Interceptor
{
    private readonly ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            FailureRatio = 0.5,
            MinimumThroughput = 8,
            SamplingDuration = TimeSpan.FromSeconds(10),
            BreakDuration = TimeSpan.FromSeconds(3),
            ShouldHandle = static arguments =>
                ValueTask.FromResult(arguments.Outcome.Exception is RpcException { StatusCode: StatusCode.Unavailable or StatusCode.DeadlineExceeded }),
        })
        .Build();

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        // Set before the first await, unless the circuit is open.
        AsyncUnaryCall<TResponse>? asked = null;
        var response = AskAsync();
        return asked is { } call
            ? new AsyncUnaryCall<TResponse>(response, call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, call.Dispose)
            : new AsyncUnaryCall<TResponse>(response, Task.FromResult(Metadata.Empty), static () => Open, static () => Metadata.Empty, static () => { });

        async Task<TResponse> AskAsync()
        {
            try
            {
                return await pipeline.ExecuteAsync(
                    async _ =>
                    {
                        asked = continuation(request, context);
                        return await asked.ResponseAsync;
                    },
                    context.Options.CancellationToken);
            }
            catch (BrokenCircuitException)
            {
                throw new RpcException(Open);
            }
        }
    }

    private static Status Open => new(StatusCode.Unavailable, "The service did not answer lately; it is asked again in a moment.");
}
