using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Tyokyky.ServiceDefaults;

/// <summary>How the methods of a gRPC service reach what answers them.</summary>
public static class AnswerExtensions
{
    /// <summary>The call being answered.</summary>
    public static Call Call(this ServerCallContext context) =>
        context.GetHttpContext().Features.Get<Call>() ?? throw new InvalidOperationException($"{context.Method} came past the access table.");

    /// <summary>What the caller's area agreed on codes, where the service keeps such agreements.</summary>
    public static Func<string, string, DateOnly, bool?>? AreaCodes(this ServerCallContext context)
    {
        if (context.GetHttpContext().RequestServices.GetService<IAreaCodes>() is not { } areas) { return null; }
        var organisation = context.Call().Caller.Organisation;
        return (system, code, day) => areas.Says(system, code, day, organisation);
    }

    /// <summary>Answers a request of the contract's shape with a use case.</summary>
    public static Task<TResponse> Answer<TRequest, TResponse>(this ServerCallContext context, TRequest request, Func<TRequest, Call, Task<TResponse>> handle)
        where TRequest : IMessage
    {
        Check.Shape(request, null);
        return handle(request, context.Call());
    }

    /// <summary>Answers with a stream that ends with the caller's token, the deadline, the replica, or a reader too slow for it.</summary>
    public static Task AnswerStream<TRequest, TMessage>(
        this ServerCallContext context, TRequest request, IServerStreamWriter<TMessage> responses, Func<TRequest, Call, MessageStream<TMessage>, Task> handle)
        where TMessage : class
    {
        var call = context.Call();
        return handle(request, call, new MessageStream<TMessage>(call, responses, context.GetHttpContext().RequestServices.GetRequiredService<TimeProvider>()));
    }
}
