using Google.Rpc;
using Grpc.Core;

namespace Tyokyky.Run;

/// <summary>A service's refusal in words: status, message, reason, fields, trace id. The AppHost compiles this file too.</summary>
internal static class Refusal
{
    private const string DetailsKey = "grpc-status-details-bin";

    /// <summary>Whether a service itself refused, rather than the way to it.</summary>
    public static bool IsOurs(RpcException refusal) => refusal.Trailers.Any(t => t.Key == DetailsKey);

    public static string Describe(RpcException refusal)
    {
        var lines = new List<string> { $"{refusal.StatusCode}: {refusal.Status.Detail}" };
        if (refusal.Trailers.FirstOrDefault(t => t.Key == DetailsKey) is { } details)
        {
            lines.AddRange(Google.Rpc.Status.Parser.ParseFrom(details.ValueBytes).Details.SelectMany(Detail));
        }

        return string.Join(Environment.NewLine, lines);
    }

    private static IEnumerable<string> Detail(Google.Protobuf.WellKnownTypes.Any detail)
    {
        if (detail.TryUnpack<ErrorInfo>(out var info))
        {
            yield return $"  reason {info.Reason}{string.Concat(info.Metadata.Select(m => $", {m.Key} {m.Value}"))}";
        }
        else if (detail.TryUnpack<BadRequest>(out var request))
        {
            foreach (var field in request.FieldViolations)
            {
                yield return $"  {field.Field}: {field.Description}";
            }
        }
        else if (detail.TryUnpack<RequestInfo>(out var trace))
        {
            yield return $"  trace {trace.RequestId}";
        }
    }
}
