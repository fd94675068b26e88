using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Tyokyky.ServiceDefaults;

/// <summary>
/// Stands around every handler. Here an exception becomes an answer, and here a unary handler runs again, from its load, when another
/// commit came between.
/// </summary>
internal sealed class CallInterceptor(Refusals refusals) : Interceptor
{
    // The first and three more.
    private const int Attempts = 4;

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        var call = Enter(context);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                // Those who collided part again at different times.
                if (attempt > 1) { await Task.Delay(Random.Shared.Next(1, 8 * (attempt - 1)), call.Cancel); }
                var response = await continuation(request, context);
                call.RequireAuthorized();
                if (call.BeforeAnswer is { } work) { await work; }
                return response;
            }
            catch (Exception exception)
            {
                if (attempt == Attempts || call.Cancel.IsCancellationRequested || !refusals.IsConflict(exception))
                {
                    throw await AnswerAsync(exception, call, readsStream: false);
                }

                call.StartAgain();
            }
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        var call = Enter(context);
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (Exception exception)
        {
            throw await AnswerAsync(exception, call, readsStream: false);
        }
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        var call = Enter(context);
        try
        {
            return await continuation(requestStream, context);
        }
        catch (Exception exception)
        {
            throw await AnswerAsync(exception, call, readsStream: true);
        }
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        var call = Enter(context);
        try
        {
            await continuation(requestStream, responseStream, context);
        }
        catch (Exception exception)
        {
            throw await AnswerAsync(exception, call, readsStream: true);
        }
    }

    private static Call Enter(ServerCallContext context)
    {
        var call = context.Call();
        call.HasEntered = true;
        return call;
    }

    private async ValueTask<RpcException> AnswerAsync(Exception exception, Call call, bool readsStream)
    {
        var refusal = await refusals.SettleAsync(exception, call, readsStream);
        return StatusDetails.Of(refusal, call.TraceId, call.Language).ToRpcException();
    }
}
