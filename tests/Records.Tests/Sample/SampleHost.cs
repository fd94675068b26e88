using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Records.Tests.Sample;

/// <summary>The sample service on a database of its own, with as many replicas as a test wants.</summary>
public sealed class SampleHost : IAsyncLifetime
{
    private readonly List<WebApplication> replicas = [];
    private readonly List<GrpcChannel> channels = [];
    private readonly string folder = Directory.CreateTempSubdirectory("tyokyky-test-").FullName;

    public TestDatabase Database { get; private set; } = null!;

    public string KeyPath => Path.Combine(folder, "keys.json");

    public GrpcChannel Channel => channels[0];

    public IServiceProvider Services => replicas[0].Services;

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    internal NotesService.NotesServiceClient As(Role role, string organisation = Tokens.Organisation, string? subject = null, int replica = 0, params (string, string)[] more)
    {
        var token = Tokens.For(role, organisation, subject, lifetime: TimeSpan.FromDays(2));
        return new(channels[replica].Intercept(sent =>
        {
            sent.Add("authorization", "Bearer " + token);
            foreach (var (key, value) in more) { sent.Add(key, value); }
            return sent;
        }));
    }

    public static async Task MigrateAsync(string owner)
    {
        var builder = Builder(new() { ["ConnectionStrings:sample-owner"] = owner, ["Records:AppPassword"] = "only-for-tests" });
        await builder.RunVerbAsync(["migrate"]);
    }

    public async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync("sample", MigrateAsync);
        await StartAsync();
    }

    /// <summary>One more replica; its connection string, clock and services may differ.</summary>
    public async Task<WebApplication> StartAsync(Action<IServiceCollection>? services = null, Action<Dictionary<string, string?>>? settings = null)
    {
        Dictionary<string, string?> all = new()
        {
            ["ConnectionStrings:sample"] = Database.AppConnection,
            ["Records:KeyFile"] = KeyPath,
            ["Kestrel:Endpoints:grpc:Url"] = "http://127.0.0.1:0",
            ["Kestrel:Endpoints:grpc:Protocols"] = "Http2",
            ["Logging:LogLevel:Default"] = "Error",
        };
        settings?.Invoke(all);
        var builder = Builder(all);
        builder.Services.PostConfigure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, Tokens.Trust);
        builder.Services.AddSingleton<NoteStore>();
        builder.Services.AddSingleton<CreateNote>();
        builder.Services.AddSingleton<ChangeNote>();
        builder.Services.AddSingleton<GetNote>();
        builder.Services.AddSingleton<RemindRecorder>();
        builder.Services.AddEncryptedColumn(new EncryptedColumn("person", "id", "code") { Index = new CodeIndexTable("person_code_index", "person_id") { Copied = ["register"] } });
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapServiceDefaults();
        app.MapBusinessClock();
        app.MapUseCases();
        await app.StartAsync();
        replicas.Add(app);
        channels.Add(GrpcChannel.ForAddress(app.Urls.First()));
        return app;
    }

    public async Task StopAsync(WebApplication replica)
    {
        await replica.StopAsync();
        await replica.DisposeAsync();
        var index = replicas.IndexOf(replica);
        replicas.RemoveAt(index);
        channels[index].Dispose();
        channels.RemoveAt(index);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var channel in channels) { channel.Dispose(); }
        foreach (var replica in replicas)
        {
            await replica.StopAsync();
            await replica.DisposeAsync();
        }

        await Database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static WebApplicationBuilder Builder(Dictionary<string, string?> settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Development, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddServiceDefaults("sample", Access.Table);
        builder.AddRecords("sample", typeof(SampleHost).Assembly);
        return builder;
    }
}

/// <summary>What the sample's due work did, and what a test wants it to do instead.</summary>
public sealed class RemindRecorder
{
    public Func<DueItem, Task>? Instead { get; set; }
}

internal sealed class RemindWhenDue(UnitOfWork unitOfWork, RemindRecorder wish) : IDueWork
{
    public string Kind => "remind";

    public async Task RunAsync(DueItem item, CancellationToken cancel)
    {
        if (wish.Instead is { } instead) { await instead(item); }
        await unitOfWork.SystemCommit(item.Call).Add($"INSERT INTO done_work (key, by) VALUES ({item.Key}, {item.Payload})").SaveAsync();
    }
}
