using Google.Rpc;
using Grpc.Core;
using RpcStatus = Google.Rpc.Status;

namespace Tyokyky.ServiceDefaults.Tests;

/// <summary>A refusal as a caller reads it.</summary>
internal sealed record Refusal(StatusCode Code, string Reason, string Message, IReadOnlyDictionary<string, string> Metadata, string TraceId, RpcStatus Details)
{
    public static async Task<Refusal> OfAsync(Func<Task> calling, StatusCode code, string reason)
    {
        var refused = await Should.ThrowAsync<RpcException>(calling);
        var refusal = Read(refused);
        (refusal.Code, refusal.Reason).ShouldBe((code, reason), refused.ToString());
        return refusal;
    }

    public static Refusal Read(RpcException refused)
    {
        var details = refused.GetRpcStatus().ShouldNotBeNull($"{refused.Status} should carry details");
        var info = details.GetDetail<ErrorInfo>().ShouldNotBeNull();
        info.Domain.ShouldBe("tyokyky.fi");
        info.Reason.ShouldMatch("^[A-Z][A-Z0-9_]{2,62}$");
        ((StatusCode)details.Code).ShouldBe(refused.StatusCode);
        var trace = details.GetDetail<RequestInfo>().ShouldNotBeNull().RequestId;
        trace.ShouldMatch("^[0-9a-f]{32}$");
        return new Refusal(refused.StatusCode, info.Reason, refused.Status.Detail, info.Metadata, trace, details);
    }
}
