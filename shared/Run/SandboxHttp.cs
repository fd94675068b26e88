using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tyokyky.Run;

/// <summary>The Sandbox's HTTP: example callers, their tokens, the demo caseload. The AppHost compiles this file too.</summary>
/// <param name="address">Where the Sandbox is; asked at each call, since an AppHost knows it only once it has started.</param>
internal sealed class SandboxHttp(Func<Uri> address) : IDisposable
{
    private readonly HttpClient http = new() { Timeout = Timeout.InfiniteTimeSpan };

    public async Task<IReadOnlyList<ExampleCaller>> CallersAsync(CancellationToken cancel) =>
        await http.GetFromJsonAsync<ExampleCaller[]>(At("/callers"), cancel) ?? [];

    public Task<ReadyToken> TokenAsync(string caller, CancellationToken cancel) =>
        PostAsync<ReadyToken>($"/callers/{Uri.EscapeDataString(caller)}/token", new { }, cancel);

    /// <summary>Loads the demo caseload, passing on its progress lines as they come; true when it came to its end, with the last line.</summary>
    public async Task<(bool Done, string Last)> LoadAsync(string arguments, Action<string> progress, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, At("/load" + arguments));
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        await RefuseAsync(response, cancel);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(cancel));
        var last = "";
        while (await lines.ReadLineAsync(cancel) is { } line)
        {
            progress(line);
            last = line;
        }

        // The status line went out before the work began, so the last line tells how it ended; a stream that breaks off has none.
        return (last.StartsWith("done:", StringComparison.Ordinal), last);
    }

    public async Task<T> PostAsync<T>(string path, object body, CancellationToken cancel)
    {
        using var response = await http.PostAsJsonAsync(At(path), body, cancel);
        await RefuseAsync(response, cancel);
        return (await response.Content.ReadFromJsonAsync<T>(cancel))!;
    }

    public void Dispose() => http.Dispose();

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

    private Uri At(string path) => new(address(), path);
}

/// <summary>A token that is ready to be sent.</summary>
internal sealed record ReadyToken([property: JsonPropertyName("access_token")] string AccessToken, [property: JsonPropertyName("expires_in")] int ExpiresIn);

/// <summary>An example caller, as the Sandbox lists it.</summary>
internal sealed record ExampleCaller(
    string Name, [property: JsonPropertyName("display_name")] string DisplayName, ExampleOrganisation Organisation, string[] Roles, string About);

/// <summary>An example caller's organisation.</summary>
internal sealed record ExampleOrganisation(string Id, string Name);
