using System.Diagnostics;
using System.Globalization;
using Google.Protobuf;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;

namespace Tyokyky.ServiceDefaults;

/// <summary>
/// Stands before every RPC, and before its message is read: who calls, may they, until when. Behind it, gives gRPC's own refusals
/// (no message, too large a message) the same shape as ours.
/// </summary>
internal sealed partial class CallGate(
    RequestDelegate next, RpcDirectory rpcs, TokenCache tokens, CallRates rates, Refusals refusals, CallMeter meter, TimeProvider time,
    IHostApplicationLifetime lifetime, ILogger<CallGate> logger, IClientIds? clientIds = null, IPageSeal? pages = null,
    IRegisteredOrganisations? organisations = null)
{
    private const string GrpcType = "application/grpc";
    private const string StatusHeader = "grpc-status";
    private const string MessageHeader = "grpc-message";
    private const string DetailsHeader = MetadataExtensions.StatusDetailsTrailerName;

    public Task InvokeAsync(HttpContext http) => IsGrpc(http.Request) ? AnswerAsync(http) : next(http);

    private static bool IsGrpc(HttpRequest request) =>
        request.ContentType is { } type
        && type.StartsWith(GrpcType, StringComparison.OrdinalIgnoreCase)
        && (type.Length == GrpcType.Length || type[GrpcType.Length] is '+' or ';')
        && !HttpProtocol.IsHttp11(request.Protocol) && !HttpProtocol.IsHttp10(request.Protocol);

    private async Task AnswerAsync(HttpContext http)
    {
        var started = Stopwatch.GetTimestamp();
        var activity = Activity.Current;
        var rpc = rpcs.Of(http.GetEndpoint());
        if (activity is not null)
        {
            Describe(activity, rpc);
        }

        // What an untraced call does leaves no spans either, whatever the sampler thinks of its parent.
        using var silently = rpc is { IsTraced: false } ? SuppressInstrumentationScope.Begin() : null;
        Call call;
        try
        {
            call = await CallOfAsync(http, rpc, activity);
        }
        catch (Exception exception)
        {
            call = new Call(Caller.Nobody, http.Request.Path, rpc?.Rule, activity)
            {
                Language = CallMetadata.LanguageOf(http.Request.Headers.AcceptLanguage),
                CallerGone = http.RequestAborted,
            };
            Refuse(http.Response, call, await refusals.SettleAsync(exception, call));
            meter.Record(call, rpc, started);
            return;
        }

        Exception? refusal = Decide(call, rpc);
        using var end = refusal is null ? Limit(call, http, rpc!.AnswersInStream) : null;
        refusal ??= await RecogniseAsync(call);
        if (refusal is not null)
        {
            Refuse(http.Response, call, await refusals.SettleAsync(refusal, call));
        }
        else
        {
            http.Features.Set(call);
            await next(http);
            Complete(http, call);
        }

        meter.Record(call, rpc, started);
    }

    private async ValueTask<Call> CallOfAsync(HttpContext http, RpcEntry? rpc, Activity? activity)
    {
        var headers = http.Request.Headers;
        if (rpc is null)
        {
            throw CallErrors.RpcUnknown(http.Request.Path);
        }

        var language = CallMetadata.LanguageOf(headers.AcceptLanguage);
        if (rpc.Rule is { IsAnonymous: true })
        {
            return new Call(Caller.Nobody, rpc.Path, rpc.Rule, activity) { Language = language, CallerGone = http.RequestAborted };
        }

        var caller = await tokens.IdentifyAsync(http);
        return new Call(caller, rpc.Path, rpc.Rule, activity)
        {
            Language = language,
            ActingUser = CallMetadata.ActingUserOf(headers),
            Purpose = CallMetadata.PurposeOf(headers, time),
            Authorization = headers.Authorization,
            CallerGone = http.RequestAborted,
            Pages = pages ?? ProcessPageSeal.Instance,
        };
    }

    private DomainException? Decide(Call call, RpcEntry? rpc)
    {
        if (rpc?.Rule is not { } rule)
        {
            return CallErrors.RpcNotOpen(call.Rpc);
        }

        if (rule.IsAnonymous)
        {
            return null;
        }

        if ((rule.AllRoles & call.Caller.Roles) == Role.None)
        {
            return CallErrors.RoleNotAllowed(call.Rpc, rule.AllRoles);
        }

        return rates.WaitOf(call.Caller) is { } wait ? CallErrors.TooManyCalls(wait) : null;
    }

    // After the decision: who is refused anyhow costs no look-up.
    private async ValueTask<Exception?> RecogniseAsync(Call call)
    {
        try
        {
            if (organisations is not null && call.Caller.ActsForRegistered && !await organisations.HasAsync(call.Caller.Organisation, call.Cancel))
            {
                return CallErrors.OrganisationNotRegistered();
            }

            if (clientIds is not null && call.Caller.Is(Role.Client))
            {
                await call.RecogniseClientAsync(clientIds);
            }

            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }

    // The deadline is ours, not gRPC's: its own timer would end the call without a word of details.
    private CallEnd Limit(Call call, HttpContext http, bool answersInStream)
    {
        var headers = http.Request.Headers;
        string? header = headers[CallMetadata.Timeout];
        var asked = header is null ? null : CallMetadata.TimeoutOf(header);
        if (header is not null)
        {
            headers.Remove(CallMetadata.Timeout);
        }

        var now = time.GetUtcNow();
        var limit = asked ?? (answersInStream ? GrpcLimits.LongestTimer : GrpcLimits.DefaultDeadline);
        if (!answersInStream)
        {
            limit = limit < GrpcLimits.LongestDeadline ? limit : GrpcLimits.LongestDeadline;
        }
        else if (call.Caller.ExpiresAt - now < limit)
        {
            limit = call.Caller.ExpiresAt - now;
            call.EndsWithToken = true;
        }

        limit = limit < GrpcLimits.LongestTimer ? limit : GrpcLimits.LongestTimer;
        call.Deadline = now + limit;
        call.Stopping = answersInStream ? lifetime.ApplicationStopping : CancellationToken.None;
        var end = new CallEnd(limit > TimeSpan.Zero ? limit : TimeSpan.FromTicks(1), time, call.CallerGone, call.Stopping);
        call.Cancel = end.Token;
        return end;
    }

    private void Complete(HttpContext http, Call call)
    {
        // Once an answer has begun, its trailers are the interceptor's; before, gRPC may have refused on its own.
        var response = http.Response;
        if (response.HasStarted || !response.Headers.TryGetValue(StatusHeader, out var status) || response.Headers.ContainsKey(DetailsHeader))
        {
            return;
        }

        var code = int.TryParse(status, CultureInfo.InvariantCulture, out var number) ? (StatusCode)number : StatusCode.Unknown;
        if (code == StatusCode.OK)
        {
            return;
        }

        if (call.HasEntered)
        {
            LogAnswerFailed(call.Rpc, call.TraceId, FailureKind.Of(http.Features.Get<IServerCallContextFeature>()?.ServerCallContext.Status.DebugException));
        }

        Refuse(response, call, call.HasEntered ? CallErrors.Internal() : Refusals.Framework(code));
    }

    private static void Refuse(HttpResponse response, Call call, DomainException refusal)
    {
        call.Outcome = StatusDetails.CodeOf(refusal.Kind);
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = GrpcType;
        response.Headers[StatusHeader] = ((int)call.Outcome).ToString(CultureInfo.InvariantCulture);
        response.Headers[MessageHeader] = GrpcMessage.Encode(refusal.Message);
        response.Headers[DetailsHeader] = Convert.ToBase64String(StatusDetails.Of(refusal, call.TraceId, call.Language).ToByteArray());
    }

    private static void Describe(Activity activity, RpcEntry? rpc)
    {
        if (rpc is { IsTraced: false })
        {
            UntracedRequests.Untrace(activity);
        }
        else if (rpc is not null && activity.IsAllDataRequested)
        {
            activity.DisplayName = rpc.Path[1..];
        }
    }

    [LoggerMessage(
        EventId = 11,
        EventName = "AnswerNotWritten",
        Level = LogLevel.Error,
        Message = "{Rpc} was handled, but its answer could not be written; the caller was given trace {TraceId} ({Failure})")]
    private partial void LogAnswerFailed(string rpc, string traceId, string failure);
}
