using Npgsql;
using Shouldly;
using Tyokyky.EventLog.Tests.Sample;
using Tyokyky.ServiceDefaults;
using Xunit;

namespace Tyokyky.EventLog.Tests.Operations;

public sealed class FailureKindTests
{
    [Theory]
    [InlineData("INSERT INTO tally (key, count, last) VALUES ('Aino', 1, ''), ('Aino', 2, '')", "PostgresException 23505 tally tally_pkey")]
    [InlineData("INSERT INTO tally (key, count, last) VALUES (NULL, 1, 'Aino')", "PostgresException 23502 tally")]
    [InlineData("SELECT 'Aino'::uuid", "PostgresException 22P02")]
    public async Task A_log_tells_what_the_database_refused_but_none_of_its_values(string statement, string kind)
    {
        await using var database = await Node.DatabaseAsync("beta");
        var settings = new NpgsqlConnectionStringBuilder(database.OwnerConnection) { IncludeErrorDetail = true, Pooling = false };
        await using var source = NpgsqlDataSource.Create(settings);
        await using var command = source.CreateCommand(statement);
        var refusal = await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        FailureKind.Of(new InvalidOperationException("Aino's plan failed.", refusal)).ShouldBe("InvalidOperationException < " + kind);
        FailureKind.Where(refusal).ShouldNotContain("Aino");
    }
}
