using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Tyokyky.ServiceDefaults;

/// <summary>Turns whatever went wrong into the one refusal that the caller gets.</summary>
internal sealed partial class Refusals(
    IEnumerable<IExceptionTranslator> translators, IEnumerable<IRefusalLog> logs, FailedCalls failed, ILogger<Refusals> logger)
{
    private static readonly TimeSpan logLimit = TimeSpan.FromSeconds(5);
    private readonly IExceptionTranslator[] translators = [.. translators];
    private readonly IRefusalLog[] logs = [.. logs];

    /// <summary>True when the use case may run again from its load.</summary>
    public bool IsConflict(Exception exception) => exception is RetryableConflict || Translated(exception) is RetryableConflict;

    /// <summary>The refusal; its row is written before the caller hears of it.</summary>
    public async ValueTask<DomainException> SettleAsync(Exception exception, Call call, bool readsStream = false)
    {
        var refusal = Name(exception, call, readsStream);
        if (refusal.Kind == ErrorKind.PermissionDenied && call.Caller.Subject.Length > 0)
        {
            try
            {
                // Not the call's own token: a caller who hangs up is logged all the same.
                using var limit = new CancellationTokenSource(logLimit);
                foreach (var log in logs)
                {
                    await log.RefusedAsync(call, refusal.Reason, limit.Token);
                }
            }
            catch (Exception failure)
            {
                refusal = Name(failure, call, readsStream: false);
            }
        }

        call.Outcome = StatusDetails.CodeOf(refusal.Kind);
        return refusal;
    }

    private DomainException Name(Exception exception, Call call, bool readsStream)
    {
        if (exception is DomainException named)
        {
            return named;
        }

        if (call.Cancel.IsCancellationRequested || call.CallerGone.IsCancellationRequested)
        {
            return EndOf(call);
        }

        switch (exception)
        {
            case RetryableConflict:
                return CallErrors.ConcurrentChange();
            case RpcException answer:
                return readsStream && answer.Trailers.Count == 0 ? Framework(answer.StatusCode) : Forward(answer, call);
            case InvalidProtocolBufferException when readsStream:
                return CallErrors.MessageMalformed();
            case TimeoutException:
                return CallErrors.TimedOut();
        }

        switch (Translated(exception))
        {
            case DomainException translated:
                return translated;
            case RetryableConflict:
                return CallErrors.ConcurrentChange();
        }

        return Unexpected(exception, call);
    }

    /// <summary>What gRPC itself says about a request that is no message.</summary>
    public static DomainException Framework(StatusCode code) => code switch
    {
        StatusCode.ResourceExhausted => CallErrors.MessageTooLarge(GrpcLimits.MessageBytes),
        StatusCode.Unimplemented => CallErrors.EncodingUnknown(),
        StatusCode.Cancelled => CallErrors.Cancelled(),
        StatusCode.DeadlineExceeded => CallErrors.DeadlineExceeded(),
        _ => CallErrors.MessageMalformed(),
    };

    private static DomainException EndOf(Call call)
    {
        if (call.CallerGone.IsCancellationRequested)
        {
            return CallErrors.Cancelled();
        }

        if (call.Stopping.IsCancellationRequested)
        {
            return CallErrors.ShuttingDown(call.ResumeCursor);
        }

        return call.EndsWithToken ? CallErrors.TokenEnded(call.ResumeCursor) : CallErrors.DeadlineExceeded();
    }

    // Another service's answer to our question: its refusal of the user is the user's, its trouble is a missing part.
    private DomainException Forward(RpcException answer, Call call)
    {
        var kind = StatusDetails.KindOf(answer.StatusCode);
        if (kind is ErrorKind.PermissionDenied or ErrorKind.NotFound or ErrorKind.FailedPrecondition
            or ErrorKind.InvalidArgument or ErrorKind.AlreadyExists or ErrorKind.Aborted
            && answer.Trailers.GetRpcStatus(ignoreParseError: true)?.GetDetail<ErrorInfo>() is { Domain: StatusDetails.Domain } info)
        {
            return new DomainException(kind, info.Reason, answer.Status.Detail, new Dictionary<string, string>(info.Metadata));
        }

        if (kind is ErrorKind.Unavailable or ErrorKind.DeadlineExceeded or ErrorKind.Cancelled or ErrorKind.ResourceExhausted)
        {
            return CallErrors.DependencyUnavailable();
        }

        return Unexpected(answer, call);
    }

    private DomainException Unexpected(Exception exception, Call call)
    {
        LogUnexpected(call.Rpc, call.TraceId, FailureKind.Of(exception), FailureKind.Where(exception));
        failed.Note(call);
        return CallErrors.Internal();
    }

    private Exception? Translated(Exception exception)
    {
        foreach (var translator in translators)
        {
            if (translator.Translate(exception) is { } translated)
            {
                return translated;
            }
        }

        return null;
    }

    [LoggerMessage(
        EventId = 10,
        EventName = "CallFailedUnexpectedly",
        Level = LogLevel.Error,
        Message = "{Rpc} failed unexpectedly; the caller was given trace {TraceId}. {Failure}\n{Where}")]
    private partial void LogUnexpected(string rpc, string traceId, string failure, string where);
}
