using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Records;

/// <summary>How a service gets its database and everything that writes to it.</summary>
public static class RecordsExtensions
{
    /// <summary>Data source, migrations (embedded <c>Migrations/*.sql</c> of the assembly), commits, access log, due work, codes, business clock.</summary>
    public static WebApplicationBuilder AddRecords(this WebApplicationBuilder builder, string service, Assembly assembly)
    {
        var migrations = MigrationSet.Of(builder);
        migrations.Add("records", typeof(RecordsExtensions).Assembly);
        migrations.AddService(service, assembly);

        builder.AddNpgsqlDataSource(service, settings =>
        {
            settings.ConnectionString = ConnectionSettings.Tuned(settings.ConnectionString, service);
            // Ready means more than that a connection opens; SchemaHealthCheck says what.
            settings.DisableHealthChecks = true;
        });

        var services = builder.Services;
        services.TryAddSingleton<TimeProvider>(new MicrosecondTime());
        services.TryAddSingleton(new ServiceName(service));
        services.AddSingleton(migrations);
        services.AddSingleton(provider => new Database(provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddSingleton<IExceptionTranslator, DatabaseErrors>();
        services.AddHostedService<PartitionKeeper>();
        services.AddSingleton<OperatorActions>();
        services.AddHealthChecks()
            .AddCheck<SchemaHealthCheck>("database", tags: ["ready"])
            .AddCheck<DueWorkHealthCheck>("due-work")
            .AddCheck<PartitionHealthCheck>("partitions")
            .AddCheck<CodeKeysHealthCheck>("code-keys");

        AddCodes(builder);
        AddAccessLog(builder, service);
        AddBusinessClock(builder);
        AddCommits(services);
        AddDueWork(services, assembly);
        return builder;
    }

    /// <summary>
    /// Adds the migrations of one more shared part, numbered on their own, from a folder whose name ends with Migrations; they run before the service's.
    /// </summary>
    public static WebApplicationBuilder AddMigrations(this WebApplicationBuilder builder, string component, Assembly assembly, string folder = "Migrations")
    {
        MigrationSet.Of(builder).Add(component, assembly, folder);
        return builder;
    }

    /// <summary>Says where a service keeps encrypted codes, so that the rotation of keys reaches them.</summary>
    public static IServiceCollection AddEncryptedColumn(this IServiceCollection services, EncryptedColumn column) => services.AddSingleton(column);

    /// <summary>In Development: opens the business clock to the Sandbox.</summary>
    public static WebApplication MapBusinessClock(this WebApplication app)
    {
        if (app.Environment.IsDevelopment()) { app.MapGrpcService<BusinessClockGrpcService>(); }
        return app;
    }

    /// <summary>
    /// With the verb <c>migrate</c>: migrates as the database's owner; with <c>rotate-keys</c>: renews keys in the key file. Answers true for both, so
    /// that the program ends.
    /// </summary>
    public static async Task<bool> RunVerbAsync(this WebApplicationBuilder builder, string[] args)
    {
        switch (args)
        {
            case ["migrate", ..]:
                SafeSettings.CheckConnections(builder.Configuration, builder.Environment);
                var migrations = MigrationSet.Of(builder);
                var owner = builder.Configuration.GetConnectionString(migrations.Service + "-owner")
                    ?? throw new InvalidOperationException($"ConnectionStrings:{migrations.Service}-owner is missing: migrations run as the database's owner.");
                await new Migrator(migrations, owner, builder.Configuration["Records:AppPassword"], Console.Out).RunAsync(CancellationToken.None);
                return true;
            case ["rotate-keys", ..]:
                Environment.ExitCode = KeyRotationCommand.Run(
                    builder.Configuration["Records:KeyFile"], args.ElementAtOrDefault(1) ?? "", TimeProvider.System.GetUtcNow(), Console.Out, Console.Error);
                return true;
            default:
                return false;
        }
    }

    private static void AddCommits(IServiceCollection services)
    {
        services.AddSingleton(provider => new RequestCipher(provider.GetRequiredService<Keys>()));
        services.AddSingleton<Reader>();
        services.AddSingleton(provider => new UnitOfWork(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<RequestCipher>(),
            provider.GetRequiredService<AccessLog>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IBusinessClock>(),
            provider.GetServices<ICommitListener>));
    }

    private static void AddCodes(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(provider => Keys.Open(
            KeyPath(provider.GetRequiredService<IConfiguration>()),
            provider.GetRequiredService<IHostEnvironment>(),
            provider.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton(provider => new CodeVault(provider.GetRequiredService<Keys>()));
        builder.Services.AddSingleton<IPageSeal>(provider => new KeyedPageSeal(provider.GetRequiredService<Keys>()));
        builder.Services.AddSingleton<CodeRotation>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<CodeRotation>());
    }

    private static void AddAccessLog(WebApplicationBuilder builder, string service)
    {
        builder.Services.AddSingleton(provider => new AccessLogSource(
            NpgsqlDataSource.Create(ConnectionSettings.OfAccessLog(provider.GetRequiredService<IConfiguration>().GetConnectionString(service), service))));
        builder.Services.AddSingleton(provider => new AccessLog(
            provider.GetRequiredService<AccessLogSource>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<AccessLog>>()));
        builder.Services.AddHostedService(provider => provider.GetRequiredService<AccessLog>());
        builder.Services.AddSingleton<IRefusalLog>(provider => provider.GetRequiredService<AccessLog>());
    }

    private static void AddBusinessClock(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(provider => new BusinessClock(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IHostEnvironment>(),
            provider.GetRequiredService<ILogger<BusinessClock>>()));
        builder.Services.AddSingleton<IBusinessClock>(provider => provider.GetRequiredService<BusinessClock>());
        builder.Services.AddHostedService(provider => provider.GetRequiredService<BusinessClock>());
        if (builder.Environment.IsDevelopment()) { builder.Services.AddAccess(BusinessClockGrpcService.Access); }
    }

    private static void AddDueWork(IServiceCollection services, Assembly assembly)
    {
        foreach (var type in assembly.GetTypes())
        {
            if (type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IDueWork))) { services.AddSingleton(typeof(IDueWork), type); }
        }

        services.AddSingleton<DueWorkRunner>();
        services.AddSingleton<DueWorkLoop>();
        services.AddSingleton<ICommitListener>(provider => provider.GetRequiredService<DueWorkLoop>());
        services.AddHostedService(provider => provider.GetRequiredService<DueWorkLoop>());
        services.AddSingleton(provider => new DueWorkQueue(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<DueWorkRunner>(), provider.GetRequiredService<IBusinessClock>()));
    }

    private static string KeyPath(IConfiguration configuration) =>
        configuration["Records:KeyFile"] ?? throw new InvalidOperationException("Records:KeyFile is missing: the path of the file with the encryption keys.");
}
