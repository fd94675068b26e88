using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Tyokyky.Records;

/// <summary>How a service gets its database and everything that writes to it.</summary>
public static class RecordsExtensions
{
    /// <summary>Data source, migrations (embedded <c>Migrations/*.sql</c> of the assembly), commits, access log, due work, codes, business clock.</summary>
    public static WebApplicationBuilder AddRecords(this WebApplicationBuilder builder, string service, Assembly assembly)
    {
        builder.AddNpgsqlDataSource(service);
        builder.Services.AddSingleton<Database>();
        builder.AddMigrations("records", typeof(RecordsExtensions).Assembly);
        builder.AddMigrations(service, assembly);
        return builder;
    }

    /// <summary>Adds the migrations of one more component, numbered on their own; they run before the service's.</summary>
    public static WebApplicationBuilder AddMigrations(this WebApplicationBuilder builder, string component, Assembly assembly)
    {
        MigrationSet.Of(builder).Add(component, assembly);
        return builder;
    }

    /// <summary>With the verb <c>migrate</c>: migrates as the database's owner and answers true, so that the program ends.</summary>
    public static Task<bool> RunMigrationsAsync(this WebApplicationBuilder builder, string[] args) =>
        Task.FromResult(args is ["migrate", ..] && MigrationSet.Of(builder) is null);
}
