using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Tyokyky.TestKit;

/// <summary>What an RPC answered.</summary>
/// <param name="Text">The first message, or all that the refusal says.</param>
/// <param name="Fields">The fields that the refusal names.</param>
public sealed record RpcAnswer(StatusCode Code, string Reason, string Text, IReadOnlyList<string> Fields);

/// <summary>Calls whichever RPC, as its descriptor says.</summary>
public static class AnyRpc
{
    private static readonly Marshaller<byte[]> bytes = Marshallers.Create<byte[]>(static message => message, static message => message);

    /// <summary>Every RPC of the contracts, by its path.</summary>
    public static IReadOnlyDictionary<string, MethodDescriptor> All { get; } = typeof(Contracts.CodeSystem).Assembly.GetTypes()
        .Select(type => type.GetProperty("Descriptor")?.GetValue(null)).OfType<ServiceDescriptor>()
        .SelectMany(service => service.Methods).ToDictionary(method => $"/{method.Service.FullName}/{method.Name}");

    /// <summary>The answer's first message, or the refusal.</summary>
    public static async Task<RpcAnswer> CallAsync(CallInvoker invoker, MethodDescriptor method, IMessage request, int seconds = 30)
    {
        var raw = new Method<byte[], byte[]>(MethodType.ServerStreaming, method.Service.FullName, method.Name, bytes, bytes);
        var options = new CallOptions(deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(seconds));
        try
        {
            using var call = invoker.AsyncServerStreamingCall(raw, null, options, request.ToByteArray());
            return await call.ResponseStream.MoveNext()
                ? new(StatusCode.OK, "", method.OutputType.Parser.ParseFrom(call.ResponseStream.Current).ToString()!, [])
                : new(StatusCode.OK, "", "", []);
        }
        catch (RpcException exception)
        {
            var refusal = Refusal.Of(exception);
            string[] fields = [.. refusal.BadRequest?.FieldViolations.Select(violation => violation.Field) ?? []];
            return new(
                exception.StatusCode,
                refusal.Reason,
                $"{exception.Status.Detail} {string.Join(' ', refusal.Metadata)} {refusal.BadRequest} {refusal.LocalizedMessage}",
                fields.Length > 0 ? fields : refusal.Metadata.TryGetValue("field", out var field) ? [field] : []);
        }
    }
}
