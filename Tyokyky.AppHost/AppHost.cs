// The whole system on one screen, in plain Aspire.
using Tyokyky.AppHost;
using Tyokyky.AppHost.LocalServers;
using Tyokyky.AppHost.Operations;

var builder = DistributedApplication.CreateBuilder(args);
var place = Place.Of(builder);

var postgres = builder.AddPostgresServer(
    place, "postgres", place.AddSecret("postgres-password", opens: "postgres"), place.Port(90), "-c", "max_connections=200");
var rabbitmq = builder.AddRabbitMQServer(place, "rabbitmq", place.AddSecret("rabbitmq-password", opens: "rabbitmq"), place.Port(91));

Service[] services =
[
    AddService<Projects.Referrals>("referrals", 10),
    AddService<Projects.WorkAbilityTeam>("team", 20),
    AddService<Projects.JobCoaching>("coaching", 30),
    AddService<Projects.EmployerRelations>("employers", 40),
    AddService<Projects.Metrics>("metrics", 50),
];
foreach (var (service, other) in from one in services from two in services where one != two select (one, two))
{
    service.Project.WithReference(other.Project);
}

var coaching = services.Single(service => service.Name == "coaching").Project;
coaching.WithEnvironment("WorkTrialFeedback__Address", coaching.GetEndpoint("http"));

if (builder.ExecutionContext.IsRunMode)
{
    var sandbox = builder.AddProject<Projects.Sandbox>("sandbox").AsBuiltProgram()
        .WithEndpoint("http", place.At(0))
        .WithEnvironment("ASPNETCORE_ENVIRONMENT", builder.Environment.EnvironmentName)
        .WithEnvironment("Sandbox__DataFolder", place.Folder("sandbox"))
        .WithoutHttpsCertificate()
        .WithHttpHealthCheck("/health", endpointName: "http");
    sandbox.WithEnvironment("Sandbox__Issuer", sandbox.GetEndpoint("http")).WithSandboxCommands(services);
    foreach (var service in services)
    {
        sandbox.WithReference(service.Project)
            .WithEnvironment($"ConnectionStrings__{service.Name}-owner", service.Database)
            .WithEnvironment($"Sandbox__Clients__{service.Name}", service.ClientSecret);
        service.Project.WithEnvironment("Authentication__Authority", sandbox.GetEndpoint("http"))
            .WithOperations(service, sandbox.GetEndpoint("http"));
    }

    builder.ShowOperationsOf(services, sandbox.GetEndpoint("http"));
    builder.StartAgainWhatEnds([.. services.Select(service => service.Project), sandbox]);
}

builder.UseLightDashboard();
builder.KeepResourceLogs(place.Folder("logs"));
builder.Build().Run();

Service AddService<TProject>(string name, int port)
    where TProject : IProjectMetadata, new()
{
    var database = postgres.AddDatabase($"{name}-db", name);
    var password = place.AddSecret($"{name}-db-password");
    var clientSecret = place.AddSecret($"{name}-client-secret");

    var project = builder.AddProject<TProject>(name).AsBuiltProgram();
    var migrations = builder.AddProject<TProject>(
        $"{name}-migrations", options => (options.ExcludeLaunchProfile, options.ExcludeKestrelEndpoints) = (true, true))
        .AsBuiltProgram()
        .WithArgs("migrate")
        .WithEnvironment($"ConnectionStrings__{name}-owner", database)
        .WaitFor(database)
        .WithParentRelationship(project)
        .WithHiddenOnCompletion();
    foreach (var program in new[] { project, migrations })
    {
        program.WithoutHttpsCertificate()
            .WithEnvironment("ASPNETCORE_ENVIRONMENT", builder.Environment.EnvironmentName)
            .WithEnvironment("Records__AppPassword", password)
            .WithEnvironment("Records__KeyFile", place.File("keys", $"{name}.json"));
    }

    project.WithEndpoint("grpc", place.At(port))
        .WithEndpoint("http", place.At(port + 1))
        .WithEnvironment(
            $"ConnectionStrings__{name}",
            $"Host={postgres.Endpoint.Property(EndpointProperty.Host)};Port={postgres.Endpoint.Property(EndpointProperty.Port)};Database={name};Username={name}_app;Password={password}")
        .WithEnvironment("Authentication__ClientId", $"service:{name}")
        .WithEnvironment("Authentication__ClientSecret", clientSecret)
        .WithReference(rabbitmq) // not waited for: facts travel by the feed until it is there
        .WaitForCompletion(migrations)
        .WithHttpHealthCheck("/health", endpointName: "http")
        .WithHealthEntries();
    return new Service(name, project, migrations, database, clientSecret);
}
