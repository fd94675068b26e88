using Npgsql;
using Shouldly;
using Tyokyky.Records.Tests.Sample;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Records.Tests.Schema;

public class RoleTests(SampleHost host) : IClassFixture<SampleHost>
{
    [Theory]
    [InlineData("UPDATE access_log SET subject = 'x'")]
    [InlineData("DELETE FROM access_log")]
    [InlineData("TRUNCATE access_log")]
    [InlineData("UPDATE transition SET actor = 'x'")]
    [InlineData("DELETE FROM transition")]
    [InlineData("TRUNCATE transition")]
    [InlineData("UPDATE operator_action SET reason = 'x'")]
    [InlineData("DELETE FROM operator_action")]
    [InlineData("DELETE FROM request_record")]
    [InlineData("UPDATE request_record SET answer = ''")]
    [InlineData("UPDATE migration SET checksum = 'x'")]
    [InlineData("INSERT INTO retention_rule VALUES ('access_log', '2020-01-02', '0 days', 'x')")]
    [InlineData("UPDATE retention_rule SET keep = '0 days'")]
    [InlineData("DELETE FROM partition_rule")]
    [InlineData("SELECT tyokyky_maintain_at(now() + interval '100 years')")]
    [InlineData("DROP TABLE access_log")]
    [InlineData("ALTER TABLE transition OWNER TO sample_app")]
    [InlineData("CREATE TABLE own (id int)")]
    [InlineData("CREATE TEMP TABLE own (id int)")]
    [InlineData("CREATE SCHEMA own")]
    [InlineData("CREATE ROLE another")]
    [InlineData("CREATE DATABASE another")]
    [InlineData("SET ROLE postgres")]
    [InlineData("COPY access_log TO PROGRAM 'true'")]
    public async Task The_services_role_may_not(string statement) => (await RefusalOf(host.Database.AppConnection, statement)).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);

    [Fact]
    public async Task The_services_role_may_not_go_round_the_parent_to_a_partition()
    {
        var partition = await host.Database.ScalarAsync<string>("SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'access_log'::regclass LIMIT 1");

        foreach (var statement in new[] { $"SELECT * FROM {partition}", $"DELETE FROM {partition}", $"UPDATE {partition} SET subject = 'x'", $"INSERT INTO {partition} (subject) VALUES ('x')" })
        {
            (await RefusalOf(host.Database.AppConnection, statement)).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        }
    }

    [Theory]
    [InlineData("postgres")]
    [InlineData("template1")]
    public async Task The_services_role_reaches_no_maintenance_database(string database) =>
        (await RefusalOf(await PostgresServer.ConnectionStringAsync(database, "sample_app"), "SELECT 1")).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);

    [Fact]
    public async Task The_services_role_reaches_no_other_services_database()
    {
        await using var other = await TestDatabase.CreateAsync("other", OtherService.MigrateAsync);

        (await RefusalOf(await PostgresServer.ConnectionStringAsync(other.Name, "sample_app"), "SELECT 1")).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        (await RefusalOf(await PostgresServer.ConnectionStringAsync(host.Database.Name, "other_app"), "SELECT 1")).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    private static async Task<string?> RefusalOf(string connectionString, string statement)
    {
        var refusal = await Should.ThrowAsync<PostgresException>(async () =>
        {
            await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        });
        return refusal.SqlState;
    }
}
