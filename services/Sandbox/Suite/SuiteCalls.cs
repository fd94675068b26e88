using System.Collections.Concurrent;
using Google.Rpc;
using Grpc.Core;
using Tyokyky.Sandbox.Identity;
using StatusCode = Grpc.Core.StatusCode;

namespace Tyokyky.Sandbox.Suite;

/// <summary>Calls in the name of an example caller, repeated while the suite is not ready for them: every write carries a request id.</summary>
internal sealed class SuiteCalls(Callers callers, TokenIssuer tokens, TimeProvider time)
{
    private static readonly TimeSpan OneCall = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, (string Token, DateTimeOffset Until)> held = new(StringComparer.Ordinal);

    /// <summary>The answer to one call. Throws <see cref="SuiteException"/> with the refusal's reason.</summary>
    public async Task<T> AsAsync<T>(string caller, string what, Func<CallOptions, AsyncUnaryCall<T>> call, CancellationToken cancel)
    {
        var giveUp = time.GetUtcNow() + Patience;
        for (var pause = 20; ; pause = Math.Min(pause * 2, 1000))
        {
            try
            {
                return await call(await OptionsAsync(caller, cancel));
            }
            catch (RpcException refusal) when (!cancel.IsCancellationRequested)
            {
                if (!MayPass(refusal) || time.GetUtcNow() > giveUp)
                {
                    throw new SuiteException($"{what} (as {caller}): {refusal.StatusCode} {Reason(refusal)} {refusal.Status.Detail}", refusal.StatusCode);
                }
            }

            await Task.Delay(pause, cancel);
        }
    }

    /// <summary>Asks until the answer is there: something that a fact is to bring about elsewhere.</summary>
    public async Task<T> UntilAsync<T>(string what, Func<Task<T?>> ask, CancellationToken cancel)
        where T : class
    {
        var giveUp = time.GetUtcNow() + Patience;
        for (var pause = 10; ; pause = Math.Min(pause * 2, 250))
        {
            if (await ask() is { } answer)
            {
                return answer;
            }

            if (time.GetUtcNow() > giveUp)
            {
                throw new SuiteException($"{what} has not happened in {Patience.TotalSeconds:0} s; the services' status tells which fact is held up.");
            }

            await Task.Delay(pause, cancel);
        }
    }

    /// <summary>Call options with the Sandbox's own service credentials.</summary>
    public async Task<CallOptions> AsSandboxAsync(CancellationToken cancel) =>
        With(await TokenAsync("service:sandbox", () => Clients.Service("sandbox")), "service:sandbox", cancel);

    /// <summary>The machine-readable reason of a refusal; empty when it has none.</summary>
    public static string Reason(RpcException refusal) => refusal.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason ?? "";

    // Besides what is always worth repeating: another service has heard of the employer by a fact that may still be under way.
    private static bool MayPass(RpcException refusal) =>
        refusal.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Aborted
        || Reason(refusal) == "EMPLOYER_UNKNOWN";

    private async Task<CallOptions> OptionsAsync(string caller, CancellationToken cancel) => With(
        await TokenAsync(caller, () => callers.Identity(callers.Find(caller) ?? throw new SuiteException($"There is no example caller {caller}."))),
        caller,
        cancel);

    private CallOptions With(string token, string caller, CancellationToken cancel)
    {
        var headers = new Metadata { { "authorization", $"Bearer {token}" }, { "tyokyky-purpose", "service-coordination" } };
        if (callers.Find(caller) is { IsPerson: false })
        {
            headers.Add("tyokyky-acting-user", $"{caller}:worker-1");
        }

        return new CallOptions(headers, time.GetUtcNow().UtcDateTime + OneCall, cancel);
    }

    private async Task<string> TokenAsync(string caller, Func<Caller> identity)
    {
        var now = time.GetUtcNow();
        if (held.TryGetValue(caller, out var token) && token.Until > now)
        {
            return token.Token;
        }

        var fresh = await tokens.AccessTokenAsync(identity(), caller, TokenIssuer.Ordinary);
        held[caller] = (fresh, now + (TokenIssuer.Ordinary / 2));
        return fresh;
    }
}
