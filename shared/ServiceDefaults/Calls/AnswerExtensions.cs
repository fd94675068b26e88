using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Tyokyky.ServiceDefaults;

/// <summary>How a gRPC service's one-line methods reach their use cases.</summary>
public static class AnswerExtensions
{
    // The first and three more.
    private const int Attempts = 4;

    /// <summary>The use case, a singleton.</summary>
    public static T UseCase<T>(this ServerCallContext context)
        where T : notnull => context.GetHttpContext().RequestServices.GetRequiredService<T>();

    /// <summary>The call being answered.</summary>
    public static Call Call(this ServerCallContext context) =>
        context.GetHttpContext().Features.Get<Call>() ?? throw new InvalidOperationException($"{context.Method} came past the access table.");

    /// <summary>Answers with a use case; runs it again, from its load, when another commit came between.</summary>
    public static async Task<TResponse> Answer<TRequest, TResponse>(this ServerCallContext context, TRequest request, Func<TRequest, Call, Task<TResponse>> handle)
    {
        var call = context.Call();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var response = await handle(request, call);
                call.RequireAdmitted();
                if (call.BeforeAnswer is { } work) { await work; }
                return response;
            }
            catch (Exception exception) when (attempt < Attempts && !call.Cancel.IsCancellationRequested && context.UseCase<Refusals>().IsConflict(exception))
            {
                call.StartAgain();
            }

            // Those who collided part again at different times.
            await Task.Delay(Random.Shared.Next(1, 8 * attempt), call.Cancel);
        }
    }

    /// <summary>Answers with a stream that ends with the caller's token, the deadline, the replica, or a reader too slow for it.</summary>
    public static async Task AnswerStream<TRequest, TMessage>(this ServerCallContext context, TRequest request, IServerStreamWriter<TMessage> responses, Func<TRequest, Call, MessageStream<TMessage>, Task> handle)
        where TMessage : class
    {
        var call = context.Call();
        await handle(request, call, new MessageStream<TMessage>(call, responses, context.UseCase<TimeProvider>()));
    }
}
