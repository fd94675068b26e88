using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization;

namespace Tyokyky.Run;

/// <summary>The Sandbox's HTTP: example callers, their tokens, the demo caseload.</summary>
internal sealed class SandboxClient(Suite suite) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = suite.Sandbox, Timeout = Timeout.InfiniteTimeSpan };

    public async Task<IReadOnlyList<ExampleCaller>> CallersAsync(CancellationToken cancel) =>
        await http.GetFromJsonAsync<ExampleCaller[]>("/callers", cancel) ?? [];

    public async Task<string> TokenAsync(string caller, CancellationToken cancel)
    {
        using var response = await http.PostAsync(new Uri($"/callers/{Uri.EscapeDataString(caller)}/token", UriKind.Relative), content: null, cancel);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<ReadyToken>(cancel))!.AccessToken;
    }

    /// <summary>Loads the demo caseload, passing on its progress lines as they come; true when it came to its end.</summary>
    public async Task<bool> LoadAsync(Action<string> progress, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/load");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/plain"));
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        response.EnsureSuccessStatusCode();

        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(cancel));
        var last = "";
        while (await lines.ReadLineAsync(cancel) is { } line)
        {
            progress(line);
            last = line;
        }

        // The status line went out before the work began, so the last line tells how it ended.
        return last.StartsWith("done:", StringComparison.Ordinal);
    }

    public void Dispose() => http.Dispose();

    private sealed record ReadyToken([property: JsonPropertyName("access_token")] string AccessToken);
}

/// <summary>An example caller, as the Sandbox lists it.</summary>
internal sealed record ExampleCaller(
    string Name,
    [property: JsonPropertyName("display_name")] string DisplayName,
    Organisation Organisation,
    string[] Roles,
    string About);

/// <summary>An example caller's organisation.</summary>
internal sealed record Organisation(string Id, string Name);
