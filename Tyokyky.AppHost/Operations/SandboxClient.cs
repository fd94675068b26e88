using System.Text.Json;
using Tyokyky.Run;

namespace Tyokyky.AppHost.Operations;

/// <summary>The Sandbox as the dashboard's commands use it, with the operator's token kept until shortly before its end.</summary>
internal sealed class SandboxClient(EndpointReference sandbox) : IDisposable
{
    private static readonly TimeSpan Renewal = TimeSpan.FromMinutes(5);
    private readonly SandboxHttp http = new(() => new Uri(sandbox.Url));
    private readonly SemaphoreSlim one = new(1);
    private (string Token, DateTimeOffset End)? operatorToken;

    public async Task<string> OperatorTokenAsync(CancellationToken cancel)
    {
        await one.WaitAsync(cancel);
        try
        {
            if (operatorToken is not { } kept || kept.End - Renewal < TimeProvider.System.GetUtcNow())
            {
                var made = await TokenAsync("operator", cancel);
                operatorToken = kept = (made.AccessToken, TimeProvider.System.GetUtcNow().AddSeconds(made.ExpiresIn));
            }

            return kept.Token;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>After a reset of the Sandbox's keys the kept token is worth nothing.</summary>
    public void ForgetToken() => operatorToken = null;

    public Task<ReadyToken> TokenAsync(string caller, CancellationToken cancel) => http.TokenAsync(caller, cancel);

    public Task<IReadOnlyList<ExampleCaller>> CallersAsync(CancellationToken cancel) => http.CallersAsync(cancel);

    public Task<MovedClock> MoveClockAsync(object move, CancellationToken cancel) => http.PostAsync<MovedClock>("/clock", move, cancel);

    public Task<JsonElement> ResetAsync(CancellationToken cancel) => http.PostAsync<JsonElement>("/reset", new { confirm = "reset" }, cancel);

    /// <summary>Loads the demo caseload and returns its last line; it throws when the caseload did not come to its end.</summary>
    public async Task<string> LoadAsync(string arguments, Action<string> progress, CancellationToken cancel)
    {
        var (isDone, last) = await http.LoadAsync(arguments, progress, cancel);
        return isDone
            ? last
            : throw new InvalidOperationException(last.StartsWith("failed:", StringComparison.Ordinal)
                ? last
                : "The Sandbox broke off before the caseload was whole; loading again goes on with it.");
    }

    public void Dispose()
    {
        http.Dispose();
        one.Dispose();
    }
}

/// <summary>The business clock as every service has it after a move.</summary>
internal sealed record MovedClock(IReadOnlyList<ServiceClock> Services);

/// <summary>One service's business clock, or why it did not tell it; how far it is ahead, as an ISO 8601 period.</summary>
internal sealed record ServiceClock(string Service, DateTimeOffset? Now, string? Offset, string? Error);
