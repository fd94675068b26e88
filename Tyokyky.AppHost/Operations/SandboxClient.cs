using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tyokyky.AppHost.Operations;

/// <summary>The Sandbox's HTTP, with the operator's token kept until shortly before its end.</summary>
internal sealed class SandboxClient(EndpointReference sandbox) : IDisposable
{
    private static readonly TimeSpan Renewal = TimeSpan.FromMinutes(5);
    private readonly HttpClient http = new() { Timeout = Timeout.InfiniteTimeSpan };
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

    public Task<ReadyToken> TokenAsync(string caller, CancellationToken cancel) =>
        PostAsync<ReadyToken>($"/callers/{Uri.EscapeDataString(caller)}/token", body: null, cancel);

    public async Task<IReadOnlyList<ExampleCaller>> CallersAsync(CancellationToken cancel) =>
        await http.GetFromJsonAsync<ExampleCaller[]>(At("/callers"), cancel) ?? [];

    public Task<JsonElement> MoveClockAsync(object move, CancellationToken cancel) => PostAsync<JsonElement>("/clock", move, cancel);

    public Task<JsonElement> ResetAsync(CancellationToken cancel) => PostAsync<JsonElement>("/reset", new { confirm = "reset" }, cancel);

    /// <summary>Loads the demo caseload and returns its last line, which tells how it ended.</summary>
    public async Task<string> LoadAsync(string arguments, Action<string> progress, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, At($"/load{arguments}"));
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        await RefuseAsync(response, cancel);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(cancel));
        var last = "";
        while (await lines.ReadLineAsync(cancel) is { } line)
        {
            progress(line);
            last = line;
        }

        return last;
    }

    public void Dispose()
    {
        http.Dispose();
        one.Dispose();
    }

    private async Task<T> PostAsync<T>(string path, object? body, CancellationToken cancel)
    {
        using var response = await http.PostAsJsonAsync(At(path), body ?? new { }, cancel);
        await RefuseAsync(response, cancel);
        return (await response.Content.ReadFromJsonAsync<T>(cancel))!;
    }

    private static async Task RefuseAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        if (response.IsSuccessStatusCode)
        {
            return;
        }

        var text = await response.Content.ReadAsStringAsync(cancel);
        var reason = text.StartsWith('{') && JsonDocument.Parse(text).RootElement.TryGetProperty("error_description", out var description)
            ? description.GetString()
            : text;
        throw new InvalidOperationException($"The Sandbox answered {(int)response.StatusCode}: {reason}");
    }

    private Uri At(string path) => new(new Uri(sandbox.Url), path);
}

internal sealed record ReadyToken([property: JsonPropertyName("access_token")] string AccessToken, [property: JsonPropertyName("expires_in")] int ExpiresIn);

/// <summary>An example caller, as the Sandbox lists it.</summary>
internal sealed record ExampleCaller(
    string Name, [property: JsonPropertyName("display_name")] string DisplayName, ExampleOrganisation Organisation, string[] Roles, string About);

internal sealed record ExampleOrganisation(string Id, string Name);
