using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Http;

namespace Tyokyky.ServiceDefaults;

/// <summary>Asks in the name of the user whose call is being answered, within what is left of its time.</summary>
internal sealed class QuestionInterceptor(IHttpContextAccessor accessor) : Interceptor
{
    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation) =>
        continuation(request, InTheNameOfTheUser(context));

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation) =>
        continuation(request, InTheNameOfTheUser(context));

    private ClientInterceptorContext<TRequest, TResponse> InTheNameOfTheUser<TRequest, TResponse>(ClientInterceptorContext<TRequest, TResponse> context)
        where TRequest : class
        where TResponse : class
    {
        if (accessor.HttpContext?.Features.Get<Call>() is not { Authorization: { } authorization } call)
        {
            throw new InvalidOperationException(
                $"{context.Method.FullName} is asked for a user, but no user's call is being answered here; background work needs AddBackgroundClient.");
        }

        var headers = new Metadata();
        foreach (var entry in context.Options.Headers ?? Metadata.Empty)
        {
            headers.Add(entry);
        }

        headers.Add("authorization", authorization);
        headers.Add("accept-language", call.Language);
        if (call.ActingUser is { } user)
        {
            headers.Add(CallMetadata.ActingUser, user);
        }

        if (call.Purpose is { } purpose)
        {
            headers.Add(CallMetadata.Purpose, purpose);
        }

        var options = context.Options.WithHeaders(headers);
        var deadline = call.Deadline.UtcDateTime;
        if (options.Deadline is null || options.Deadline > deadline)
        {
            options = options.WithDeadline(deadline);
        }

        if (!options.CancellationToken.CanBeCanceled)
        {
            options = options.WithCancellationToken(call.Cancel);
        }

        return new ClientInterceptorContext<TRequest, TResponse>(context.Method, context.Host, options);
    }
}

/// <summary>Gives every background question a deadline.</summary>
internal sealed class DeadlineInterceptor(TimeProvider time) : Interceptor
{
    private static readonly TimeSpan limit = TimeSpan.FromSeconds(10);

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation) =>
        continuation(
            request,
            context.Options.Deadline is not null
                ? context
                : new ClientInterceptorContext<TRequest, TResponse>(
                    context.Method, context.Host, context.Options.WithDeadline((time.GetUtcNow() + limit).UtcDateTime)));
}
