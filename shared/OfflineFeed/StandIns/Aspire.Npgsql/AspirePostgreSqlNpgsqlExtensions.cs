using Aspire.Npgsql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Microsoft.Extensions.Hosting;

/// <summary>Registers <see cref="NpgsqlDataSource"/> with health, traces and metrics.</summary>
public static partial class AspirePostgreSqlNpgsqlExtensions
{
    /// <summary>Registers the data source that the connection string <paramref name="connectionName"/> names.</summary>
    public static void AddNpgsqlDataSource(this IHostApplicationBuilder builder, string connectionName, Action<NpgsqlSettings>? configureSettings = null, Action<NpgsqlDataSourceBuilder>? configureDataSourceBuilder = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);

        var settings = new NpgsqlSettings();
        var section = builder.Configuration.GetSection("Aspire:Npgsql");
        section.Bind(settings);
        section.GetSection(connectionName).Bind(settings);
        settings.ConnectionString = builder.Configuration.GetConnectionString(connectionName) ?? settings.ConnectionString;
        configureSettings?.Invoke(settings);

        NpgsqlDataSource Build(IServiceProvider services)
        {
            if (string.IsNullOrEmpty(settings.ConnectionString))
            {
                throw new InvalidOperationException($"ConnectionString is missing. It should be provided in 'ConnectionStrings:{connectionName}' or under the 'ConnectionString' key in 'Aspire:Npgsql' or 'Aspire:Npgsql:{connectionName}' configuration section.");
            }

            var source = new NpgsqlDataSourceBuilder(settings.ConnectionString);
            source.UseLoggerFactory(services.GetService<Logging.ILoggerFactory>());
            configureDataSourceBuilder?.Invoke(source);
            return source.Build();
        }

        builder.Services.TryAddSingleton(Build);
        builder.Services.TryAddTransient(services => services.GetRequiredService<NpgsqlDataSource>().CreateConnection());
        if (!settings.DisableHealthChecks)
        {
            builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
                "PostgreSql",
                services => new ConnectionHealthCheck(services.GetRequiredService<NpgsqlDataSource>()),
                failureStatus: null,
                tags: null));
        }

        builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddSource("Npgsql")).WithMetrics(metrics => metrics.AddMeter("Npgsql"));
    }

    private sealed class ConnectionHealthCheck(NpgsqlDataSource source) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                await using var command = source.CreateCommand("SELECT 1;");
                await command.ExecuteScalarAsync(cancellationToken);
                return HealthCheckResult.Healthy();
            }
            catch (NpgsqlException failure)
            {
                return new HealthCheckResult(context.Registration.FailureStatus, exception: failure);
            }
        }
    }
}
