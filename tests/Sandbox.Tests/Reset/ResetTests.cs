using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using Shouldly;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Sandbox.Tests.Reset;

public sealed class ResetTests : IAsyncLifetime
{
    private static readonly string[] Services = ["referrals", "team"];

    private readonly SandboxApplication application = new();
    private readonly string run = Guid.NewGuid().ToString("N");
    private HttpClient client = null!;

    public async ValueTask InitializeAsync()
    {
        var settings = new Dictionary<string, string>();
        foreach (var service in Services)
        {
            await PostgresServer.ExecuteAsync($"DO $$ BEGIN CREATE ROLE {service}_app LOGIN PASSWORD 'only-for-tests'; EXCEPTION WHEN duplicate_object OR unique_violation THEN END $$");
            await PostgresServer.ExecuteAsync($"CREATE DATABASE {DatabaseOf(service)}");
            await ExecuteAsync(service, "CREATE TABLE event_log (position bigint); INSERT INTO event_log VALUES (1); CREATE SCHEMA shadow; CREATE TABLE shadow.rows (a int)");
            settings[$"ConnectionStrings:{service}-owner"] = await PostgresServer.ConnectionStringAsync(DatabaseOf(service));
            settings[$"services:{service}:grpc:0"] = "http://localhost:1";
        }

        client = application.WithWebHostBuilder(builder =>
        {
            foreach (var (key, value) in settings)
            {
                builder.UseSetting(key, value);
            }
        }).CreateClient();
    }

    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        foreach (var service in Services)
        {
            await PostgresServer.ExecuteAsync($"DROP DATABASE {DatabaseOf(service)} WITH (FORCE)");
        }
    }

    [Fact]
    public async Task It_empties_every_database_so_that_migrations_can_begin_anew()
    {
        (await ResetAsync("reset")).StatusCode.ShouldBe(HttpStatusCode.OK);

        foreach (var service in Services)
        {
            (await CountAsync(service, "pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')")).ShouldBe(0);
            await ExecuteAsync(service, "CREATE TABLE event_log (position bigint)");
        }
    }

    [Fact]
    public async Task Nothing_is_emptied_while_a_service_is_connected()
    {
        await using var service = new NpgsqlConnection(await PostgresServer.ConnectionStringAsync(DatabaseOf("team"), "team_app") + ";Pooling=false");
        await service.OpenAsync();

        var refused = await ResetAsync("reset");

        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error_description").GetString()!.ShouldContain("stop team");
        (await CountAsync("referrals", "event_log")).ShouldBe(1);
        (await CountAsync("team", "event_log")).ShouldBe(1);
    }

    [Fact]
    public async Task It_wants_to_be_confirmed()
    {
        (await ResetAsync("yes")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await CountAsync("team", "event_log")).ShouldBe(1);
    }

    private string DatabaseOf(string service) => $"reset_{service}_{run}";

    private Task<HttpResponseMessage> ResetAsync(string confirm) => client.PostAsJsonAsync("/reset", new { confirm });

    private async Task ExecuteAsync(string service, string sql) => await RunAsync(service, sql, command => command.ExecuteNonQueryAsync());

    private async Task<long> CountAsync(string service, string from) =>
        await RunAsync(service, $"SELECT count(*) FROM {from}", async command => (long)(await command.ExecuteScalarAsync())!);

    private async Task<T> RunAsync<T>(string service, string sql, Func<NpgsqlCommand, Task<T>> act)
    {
        var settings = new NpgsqlConnectionStringBuilder(await PostgresServer.ConnectionStringAsync(DatabaseOf(service))) { Pooling = false };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await act(command);
    }
}
