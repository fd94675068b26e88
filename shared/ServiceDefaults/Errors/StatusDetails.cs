using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using RpcStatus = Google.Rpc.Status;

namespace Tyokyky.ServiceDefaults;

/// <summary>The rich error that every refusal carries.</summary>
public static class StatusDetails
{
    /// <summary>The domain of every reason of the suite.</summary>
    public const string Domain = "tyokyky.fi";

    /// <summary>The gRPC status code of a kind.</summary>
    public static StatusCode CodeOf(ErrorKind kind) => kind switch
    {
        ErrorKind.InvalidArgument => StatusCode.InvalidArgument,
        ErrorKind.NotFound => StatusCode.NotFound,
        ErrorKind.AlreadyExists => StatusCode.AlreadyExists,
        ErrorKind.PermissionDenied => StatusCode.PermissionDenied,
        ErrorKind.Unauthenticated => StatusCode.Unauthenticated,
        ErrorKind.FailedPrecondition => StatusCode.FailedPrecondition,
        ErrorKind.Aborted => StatusCode.Aborted,
        ErrorKind.OutOfRange => StatusCode.OutOfRange,
        ErrorKind.ResourceExhausted => StatusCode.ResourceExhausted,
        ErrorKind.Unavailable => StatusCode.Unavailable,
        ErrorKind.DeadlineExceeded => StatusCode.DeadlineExceeded,
        ErrorKind.Cancelled => StatusCode.Cancelled,
        ErrorKind.Unimplemented => StatusCode.Unimplemented,
        _ => StatusCode.Internal,
    };

    /// <summary>The kind that a status code of another service stands for.</summary>
    public static ErrorKind KindOf(StatusCode code) => code switch
    {
        StatusCode.InvalidArgument => ErrorKind.InvalidArgument,
        StatusCode.NotFound => ErrorKind.NotFound,
        StatusCode.AlreadyExists => ErrorKind.AlreadyExists,
        StatusCode.PermissionDenied => ErrorKind.PermissionDenied,
        StatusCode.Unauthenticated => ErrorKind.Unauthenticated,
        StatusCode.FailedPrecondition => ErrorKind.FailedPrecondition,
        StatusCode.Aborted => ErrorKind.Aborted,
        StatusCode.OutOfRange => ErrorKind.OutOfRange,
        StatusCode.ResourceExhausted => ErrorKind.ResourceExhausted,
        StatusCode.Unavailable => ErrorKind.Unavailable,
        StatusCode.DeadlineExceeded => ErrorKind.DeadlineExceeded,
        StatusCode.Cancelled => ErrorKind.Cancelled,
        StatusCode.Unimplemented => ErrorKind.Unimplemented,
        _ => ErrorKind.Internal,
    };

    // A refusal travels as headers, maybe with what the caller sent in it: were they too long, the caller's whole connection would end.
    private const int LongestMessage = 1000;
    private const int LongestValue = 4000;
    private const int MostViolations = 50;
    private const int MostLocalized = 10;

    internal static RpcStatus Of(DomainException error, string traceId, string language)
    {
        var status = new RpcStatus { Code = (int)CodeOf(error.Kind), Message = Cut(error.Message, LongestMessage) };

        var info = new ErrorInfo { Reason = error.Reason, Domain = Domain };
        foreach (var (key, value) in error.Metadata)
        {
            info.Metadata[key] = Cut(value, LongestValue);
        }

        status.Details.Add(Any.Pack(info));
        status.Details.Add(Any.Pack(new RequestInfo { RequestId = traceId }));

        if (error.FieldViolations.Count > 0)
        {
            var fields = new BadRequest();
            foreach (var (place, violation) in error.FieldViolations.Take(MostViolations).Index())
            {
                fields.FieldViolations.Add(new BadRequest.Types.FieldViolation
                {
                    Field = violation.Field,
                    Reason = violation.Reason,
                    Description = $"{violation.Reason}: {violation.WhatWouldBeRight}",
                    LocalizedMessage = place < MostLocalized && ReasonTexts.Of(violation.Reason) is { } words
                        ? new LocalizedMessage { Locale = language, Message = words.In(language) }
                        : null,
                });
            }

            status.Details.Add(Any.Pack(fields));
        }

        if (error.Kind == ErrorKind.FailedPrecondition)
        {
            var conditions = new PreconditionFailure();
            foreach (var condition in error.Preconditions is { Count: > 0 } named ? named : [new Precondition(error.Reason, "", error.Message)])
            {
                conditions.Violations.Add(
                    new PreconditionFailure.Types.Violation { Type = condition.Type, Subject = condition.Subject, Description = condition.Description });
            }

            status.Details.Add(Any.Pack(conditions));
        }

        if (error.Localized is { } text)
        {
            status.Details.Add(Any.Pack(new LocalizedMessage { Locale = language, Message = text.In(language) }));
        }

        if (error.RetryAfter is { } delay)
        {
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(delay) }));
        }

        return status;
    }

    private static string Cut(string text, int longest) =>
        text.Length <= longest ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest), "…");
}
