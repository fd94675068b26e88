using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Shouldly;
using Xunit;

namespace Tyokyky.StandIns.Tests;

public class EnvironmentTests
{
    [Fact]
    public async Task A_consumer_is_told_where_things_are_in_Aspires_own_words()
    {
        var folder = TestApplication.NewFolder();
        var project = Directory.CreateDirectory(Path.Combine(folder, "Web")).FullName;
        File.WriteAllText(Path.Combine(project, "appsettings.json"), """
            { "Kestrel": { "Endpoints": { "grpc": { "Url": "http://localhost:1", "Protocols": "Http2" }, "http": { "Url": "http://localhost:2" } } } }
            """);
        await using var test = await TestApplication.StartAsync(
            builder =>
            {
                var web = builder.AddProject("web", Path.Combine(project, "Web.csproj")).WithExplicitStart();
                var password = builder.AddParameter("password", "hunter 2", secret: true);
                var postgres = builder.AddPostgres("postgres", password: password).WithExplicitStart();
                var rabbitmq = builder.AddRabbitMQ("rabbitmq", password: password).WithExplicitStart();
                builder.AddExecutable("consumer", "env", "/")
                    .WithReference(web)
                    .WithReference(postgres)
                    .WithReference(rabbitmq)
                    .WithEnvironment("ADDRESS", web.GetEndpoint("http"))
                    .WithEnvironment("TEXT", $"{web.GetEndpoint("grpc").Property(EndpointProperty.Port)}/{password}");
            },
            folder);

        var consumer = await test.ReachesAsync("consumer", KnownResourceStates.Finished);
        var web = (await test.ReachesAsync("web", KnownResourceStates.NotStarted)).Urls.ToDictionary(url => url.Name!, url => url.Url);
        var told = consumer.EnvironmentVariables.ToDictionary(v => v.Name, v => v.Value);

        told["services__web__grpc__0"].ShouldBe(web["grpc"]);
        told["services__web__http__0"].ShouldBe(web["http"]);
        told["WEB_GRPC"].ShouldBe(web["grpc"]);
        told["ADDRESS"].ShouldBe(web["http"]);
        told["TEXT"].ShouldBe($"{new Uri(web["grpc"]).Port}/hunter 2");
        told["ConnectionStrings__postgres"]!.ShouldMatch("^Host=localhost;Port=[0-9]+;Username=postgres;Password=hunter 2$");
        told["POSTGRES_URI"]!.ShouldMatch("^postgresql://postgres:hunter%202@localhost:[0-9]+$");
        told["ConnectionStrings__rabbitmq"]!.ShouldMatch("^amqp://guest:hunter 2@localhost:[0-9]+$");
        told["RABBITMQ_HOST"].ShouldBe("localhost");
        (await test.ConsoleAsync("consumer")).ShouldContain(line => line.EndsWith($"ADDRESS={web["http"]}"));
    }

    [Fact]
    public async Task A_project_gets_its_Kestrel_endpoints_and_the_names_by_which_the_dashboard_finds_its_telemetry()
    {
        var folder = TestApplication.NewFolder();
        File.WriteAllText(Path.Combine(folder, "appsettings.json"), """
            { "Kestrel": { "Endpoints": { "grpc": { "Url": "http://localhost:1", "Protocols": "Http2" }, "http": { "Url": "http://localhost:2" } } } }
            """);
        IDistributedApplicationBuilder? described = null;
        await using var test = await TestApplication.StartAsync(
            builder =>
            {
                described = builder;
                builder.AddProject("web", Path.Combine(folder, "Web.csproj")).WithExplicitStart();
                builder.AddProject("web-migrations", Path.Combine(folder, "Web.csproj"), options => options.ExcludeKestrelEndpoints = true).WithExplicitStart();
            },
            folder);

        described!.Resources.TryGetByName("web", out var web).ShouldBeTrue();
        described.Resources.TryGetByName("web-migrations", out var migrations).ShouldBeTrue();
        var told = await Environment(web, described);

        var endpoints = web.Annotations.OfType<EndpointAnnotation>().ToDictionary(e => e.Name);
        endpoints["grpc"].Transport.ShouldBe("http2");
        told["Kestrel__Endpoints__grpc__Url"].ShouldBe(endpoints["grpc"].AllocatedEndpoint!.UriString);
        told["Kestrel__Endpoints__http__Url"].ShouldBe(endpoints["http"].AllocatedEndpoint!.UriString);
        test.Known("web").ResourceId.ShouldMatch("^web-[a-z]{8}$");
        told["OTEL_SERVICE_NAME"].ShouldBe("web");
        told["OTEL_RESOURCE_ATTRIBUTES"].ShouldBe($"service.instance.id={test.Known("web").ResourceId["web-".Length..]}");
        told.ShouldNotContainKey("ASPNETCORE_URLS");
        migrations.Annotations.OfType<EndpointAnnotation>().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_project_that_is_not_built_says_so()
    {
        var folder = TestApplication.NewFolder();
        await using var test = await TestApplication.StartAsync(builder => builder.AddProject("web", Path.Combine(folder, "Web.csproj")), folder);

        await test.ReachesAsync("web", KnownResourceStates.FailedToStart);

        (await test.ConsoleAsync("web")).ShouldContain(line => line.Contains("Web.csproj has not been built"));
    }

    private static Task<Dictionary<string, string>> Environment(IResource resource, IDistributedApplicationBuilder builder) =>
        Aspire.Hosting.Local.Programs.EnvironmentAsync(resource, builder.ExecutionContext, TestContext.Current.CancellationToken);
}
