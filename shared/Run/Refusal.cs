using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;

namespace Tyokyky.Run;

/// <summary>A service's refusal in words: status, message, reason, fields, trace id. The AppHost compiles this file too.</summary>
internal static class Refusal
{
    /// <summary>Whether a service itself refused, rather than the way to it.</summary>
    public static bool IsOurs(RpcException refusal) => refusal.GetRpcStatus() is not null;

    public static string Describe(RpcException refusal)
    {
        IEnumerable<IMessage> details = refusal.GetRpcStatus()?.UnpackDetailMessages() ?? [];
        return string.Join(Environment.NewLine, details.SelectMany(Detail).Prepend($"{refusal.StatusCode}: {refusal.Status.Detail}"));
    }

    private static IEnumerable<string> Detail(IMessage detail) => detail switch
    {
        ErrorInfo info => [$"  reason {info.Reason}{string.Concat(info.Metadata.Select(m => $", {m.Key} {m.Value}"))}"],
        BadRequest request => request.FieldViolations.Select(field => $"  {field.Field}: {field.Description}"),
        RequestInfo trace => [$"  trace {trace.RequestId}"],
        _ => [],
    };
}
