using Google.Rpc;
using Grpc.Core;
using Shouldly;
using Status = Google.Rpc.Status;

namespace Tyokyky.TestKit;

/// <summary>What a refused caller got: the code, and the details of <c>grpc-status-details-bin</c>.</summary>
public sealed class Refusal
{
    private readonly Status _status;

    private Refusal(RpcException exception, Status status) => (Exception, _status) = (exception, status);

    public RpcException Exception { get; }

    public StatusCode Code => Exception.StatusCode;

    public string Reason => Info.Reason;

    public IReadOnlyDictionary<string, string> Metadata => new Dictionary<string, string>(Info.Metadata);

    public ErrorInfo Info => Detail<ErrorInfo>() ?? new ErrorInfo();

    public string TraceId => Detail<RequestInfo>()?.RequestId ?? "";

    public BadRequest? BadRequest => Detail<BadRequest>();

    public PreconditionFailure? PreconditionFailure => Detail<PreconditionFailure>();

    public LocalizedMessage? LocalizedMessage => Detail<LocalizedMessage>();

    /// <summary>Decodes what a failed call brought.</summary>
    public static Refusal Of(RpcException exception) => new(exception, exception.GetRpcStatus() ?? new Status());

    /// <summary>The detail of that type, or null.</summary>
    public T? Detail<T>() where T : class, Google.Protobuf.IMessage<T>, new() => _status.GetDetail<T>();
}

/// <summary>Says that a call is refused, and why.</summary>
public static class RefusalExtensions
{
    /// <summary>The call fails with that code and that reason.</summary>
    public static async Task<Refusal> ShouldFail(this Task call, StatusCode code, string reason)
    {
        var refusal = Refusal.Of(await Should.ThrowAsync<RpcException>(() => call));
        $"{refusal.Code} {refusal.Reason}".ShouldBe($"{code} {reason}", refusal.Exception.Status.Detail);
        return refusal;
    }

    /// <inheritdoc cref="ShouldFail(Task, StatusCode, string)"/>
    public static Task<Refusal> ShouldFail<T>(this AsyncUnaryCall<T> call, StatusCode code, string reason) => call.ResponseAsync.ShouldFail(code, reason);
}
