using System.Text.RegularExpressions;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Tyokyky.Contracts;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.TestKit;

/// <summary>
/// What holds for every refusal that any test meets: its reason is in the catalogue and tells a person in their language, it names no field that the
/// request does not have, and every instant and day in its metadata stands in the one form. A refusal that breaks a rule fails the test that met it.
/// </summary>
internal sealed partial class RefusalRules : Interceptor
{
    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var call = continuation(request, context);
        return new(AnswerAsync(call.ResponseAsync, context.Method.FullName), call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, call.Dispose);
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation)
    {
        var call = continuation(request, context);
        return new(new Answers<TResponse>(call.ResponseStream, context.Method.FullName), call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, call.Dispose);
    }

    /// <summary>What is wrong with the refusal.</summary>
    public static IEnumerable<string> Broken(RpcException exception, string rpc)
    {
        var refusal = Refusal.Of(exception);
        // What no service of ours has said has no such details.
        if (refusal.Info.Domain != StatusDetails.Domain) { yield break; }
        if (ReasonText.Find(refusal.Reason) is null) { yield return "its reason has no text in shared/Contracts/Reasons"; }
        if (refusal.LocalizedMessage is not { Locale: "fi" or "sv" or "en", Message: { Length: > 0 } words }) { yield return "it tells a person nothing"; }
        else if (words.AsSpan().ContainsAny("[]{}")) { yield return $"it tells a person how its text is made: {words}"; }
        foreach (var (key, value) in refusal.Metadata)
        {
            if (value.Length > 0 && !IsInForm(key, value)) { yield return $"its {key} is neither an instant in RFC 3339 and UTC nor a day: {value}"; }
        }

        // A header is no field, and what is no message of the RPC has none.
        if (refusal.Reason == "METADATA_INVALID" || !AnyRpc.All.TryGetValue(rpc, out var method)) { yield break; }
        var named = refusal.BadRequest?.FieldViolations.Select(violation => violation.Field) ?? [];
        if (refusal.Metadata.TryGetValue("field", out var field)) { named = named.Append(field); }
        foreach (var path in named.Distinct().Where(path => !RequestField.IsOf(method.InputType, path))) { yield return $"it names {path}, which the request does not have"; }
    }

    private static bool IsInForm(string key, string value) =>
        Instant().IsMatch(value) ? Rfc3339.TryParse(value, out _) : !Timely().IsMatch(key) || Day().IsMatch(value);

    private static async Task<T> AnswerAsync<T>(Task<T> answer, string rpc)
    {
        try
        {
            return await answer;
        }
        catch (RpcException exception) when (Broken(exception, rpc).ToArray() is { Length: > 0 } broken)
        {
            throw new RuleBrokenException($"{rpc} refuses with {exception.StatusCode} {Refusal.Of(exception).Reason} ({exception.Status.Detail}): {string.Join("; ", broken)}.", exception);
        }
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[T ]\d\d:")]
    private static partial Regex Instant();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d$")]
    private static partial Regex Day();

    [GeneratedRegex("(_at|_on|_day|^not_before|^valid_from|^valid_to)$")]
    private static partial Regex Timely();

    private sealed class Answers<T>(IAsyncStreamReader<T> answers, string rpc) : IAsyncStreamReader<T>
    {
        public T Current => answers.Current;

        public Task<bool> MoveNext(CancellationToken cancellationToken) => AnswerAsync(answers.MoveNext(cancellationToken), rpc);
    }
}

/// <summary>A refusal that is not as every refusal should be.</summary>
public sealed class RuleBrokenException(string message, Exception refusal) : Exception(message, refusal);
