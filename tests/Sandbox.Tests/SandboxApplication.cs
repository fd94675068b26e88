using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Tyokyky.Sandbox.Tests;

/// <summary>The real Sandbox in the test's own process, with a data folder of its own.</summary>
public sealed class SandboxApplication : WebApplicationFactory<Program>
{
    public const string Issuer = "http://localhost";

    public string Folder { get; } = Directory.CreateTempSubdirectory("tyokyky-sandbox-").FullName;

    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
        .UseEnvironment("Development")
        .UseSetting("Sandbox:DataFolder", Folder)
        .UseSetting("Sandbox:Issuer", Issuer)
        .UseSetting("Sandbox:Clients:referrals", "referrals' secret")
        .UseSetting("Sandbox:Clients:agency-system", "agency:s secret+%")
        .UseSetting("Sandbox:RedirectUris:0", "https://pages.example/signed-in");

    public HttpClient Browser() => CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    public static async Task<JsonElement> TokenAsync(HttpClient client, params (string Name, string Value)[] form)
    {
        using var response = await PostAsync(client, form);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public static async Task<HttpResponseMessage> PostAsync(HttpClient client, params (string Name, string Value)[] form)
    {
        using var content = new FormUrlEncodedContent(form.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
        return await client.PostAsync("/oauth/token", content);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
