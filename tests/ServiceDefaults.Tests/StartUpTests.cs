using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace Tyokyky.ServiceDefaults.Tests;

public sealed class StartUpTests
{
    private static readonly Dictionary<string, string?> safe = new()
    {
        ["Authentication:Authority"] = "https://login.example.fi/tyokyky",
        ["ConnectionStrings:testing"] = "Host=db;Username=testing_app;SSL Mode=VerifyFull",
        ["ConnectionStrings:rabbitmq"] = "amqps://broker",
        ["Kestrel:Endpoints:grpc:Url"] = "https://0.0.0.0:7110",
        ["services:other:grpc:0"] = "https://other",
    };

    public static TheoryData<string, string?, string> Unsafe => new()
    {
        { "Authentication:Authority", null, "Authentication:Authority" },
        { "Authentication:Authority", "http://login.example.fi", "https" },
        { "Authentication:Authority", "https://localhost:7100", "sandbox" },
        { "Authentication:Authority", "https://sandbox.example.fi", "sandbox" },
        { "ConnectionStrings:testing", "Host=db;Username=testing_app;Password=secret", "ConnectionStrings:testing" },
        { "ConnectionStrings:testing", "Host=db;SSL Mode=Require;Password=secret", "ConnectionStrings:testing" },
        { "ConnectionStrings:testing", "Host=db;Trust Server Certificate=true;SslMode=Prefer", "ConnectionStrings:testing" },
        { "ConnectionStrings:rabbitmq", "amqp://user:secret@broker", "ConnectionStrings:rabbitmq" },
        { "Kestrel:Endpoints:grpc:Url", "http://0.0.0.0:7110", "Tls:Terminator" },
        { "urls", "http://+:80", "Tls:Terminator" },
        { "services:other:grpc:0", "http://other", "Tls:Terminator" },
        { "services:other:grpc", "http://other", "Tls:Terminator" },
    };

    [Theory]
    [MemberData(nameof(Unsafe))]
    public void Outside_Development_an_unsafe_setting_is_named_and_never_its_secret(string key, string? value, string named)
    {
        var refused = Should.Throw<InvalidOperationException>(() => Check(new(safe) { [key] = value }, "Production"));

        refused.Message.ShouldContain(named);
        refused.Message.ShouldNotContain("secret");
    }

    [Theory]
    [MemberData(nameof(Unsafe))]
    public void In_Development_the_same_starts(string key, string? value, string named)
    {
        named.ShouldNotBeEmpty();

        Check(new(safe) { [key] = value }, "Development");
    }

    [Fact]
    public void Safe_settings_start() => Check(safe, "Production");

    [Fact]
    public void Cleartext_behind_a_named_terminator_starts() =>
        Check(new(safe) { ["Kestrel:Endpoints:grpc:Url"] = "http://0.0.0.0:7110", ["services:other:grpc:0"] = "http://other", ["Tls:Terminator"] = "envoy" }, "Production");

    [Fact]
    public void Everything_that_is_unsafe_is_said_at_once()
    {
        var refused = Should.Throw<InvalidOperationException>(() => Check(new() { ["urls"] = "http://+:80", ["ConnectionStrings:rabbitmq"] = "amqp://broker" }, "Staging"));

        refused.Message.Split('\n').Length.ShouldBe(4);
    }

    [Fact]
    public void Migrations_need_only_safe_connections()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:team-owner"] = "Host=db;Username=postgres" }).Build();

        Should.Throw<InvalidOperationException>(() => SafeSettings.CheckConnections(settings, new Named("Production"))).Message.ShouldContain("ConnectionStrings:team-owner");
        settings["ConnectionStrings:team-owner"] += ";SSL Mode=VerifyFull";
        SafeSettings.CheckConnections(settings, new Named("Production"));
    }

    [Fact]
    public async Task A_service_refuses_to_start_before_it_listens() =>
        (await Should.ThrowAsync<InvalidOperationException>(() => TestHost.StartAsync(environment: "Production"))).Message.ShouldContain("Refusing to start in Production");

    private static void Check(Dictionary<string, string?> settings, string environment) =>
        SafeSettings.Check(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), new Named(environment));

    private sealed class Named(string environment) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = environment;

        public string ApplicationName { get; set; } = "testing";

        public string ContentRootPath { get; set; } = "/";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
