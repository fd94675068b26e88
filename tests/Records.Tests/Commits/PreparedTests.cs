using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Tyokyky.Records.Tests.Sample;
using Tyokyky.ServiceDefaults;
using Xunit;

namespace Tyokyky.Records.Tests.Commits;

public class PreparedTests(SampleHost host) : IClassFixture<SampleHost>
{
    [Fact]
    public async Task Every_statement_of_a_repeated_call_is_a_prepared_one()
    {
        var replica = await host.StartAsync(settings: settings => settings["ConnectionStrings:sample"] += ";Maximum Pool Size=1");
        var client = host.As(Role.Referrer, replica: 1);
        for (var i = 0; i < 4; i++)
        {
            var note = (await client.CreateNoteAsync(new CreateNoteRequest { RequestId = Guid.NewGuid().ToString(), ClientId = Guid.CreateVersion7().ToString() })).Note;
            await client.ChangeNoteAsync(new ChangeNoteRequest { RequestId = Guid.NewGuid().ToString(), Id = note.Id, Text = "changed" });
        }

        var prepared = await replica.Services.GetRequiredService<Database>().ListAsync(
            new Query<string>($"SELECT statement FROM pg_prepared_statements", row => row.GetString(0)), CancellationToken.None);

        foreach (var statement in new[] { "INSERT INTO request_record", "INSERT INTO note", "INSERT INTO transition", "INSERT INTO access_log", "INSERT INTO due_work", "WITH g AS (UPDATE note", "FROM request_record", "FROM note" })
        {
            prepared.ShouldContain(text => text.Contains(statement, StringComparison.Ordinal), statement);
        }

        await host.StopAsync(replica);
    }

    [Fact]
    public void A_statement_written_at_one_place_is_always_the_same_text_object()
    {
        static Sql Statement(int number, string? text) => $"SELECT {number}, {text}, {Sql.Name("public.note")}";

        Statement(1, "one").Text.ShouldBeSameAs(Statement(2, null).Text);
        Statement(1, "one").Text.ShouldBe("SELECT $1, $2, \"public\".\"note\"");
    }

    [Fact]
    public void A_statement_inside_another_keeps_its_parameters_in_order()
    {
        Sql inner = $"a = {1} AND b = {"x"}";
        Sql outer = $"SELECT {true} WHERE {inner} AND c = {2L}";

        outer.Text.ShouldBe("SELECT $1 WHERE a = $2 AND b = $3 AND c = $4");
        outer.Parameters.Select(parameter => parameter.Value).ShouldBe([true, 1, "x", 2L]);
    }

    [Fact]
    public async Task Every_kind_of_value_goes_in_and_comes_out_also_when_it_is_absent()
    {
        var day = new DateOnly(2026, 2, 28);
        var instant = new DateTimeOffset(2026, 2, 28, 12, 0, 0, TimeSpan.FromHours(2));
        int? number = null;
        Guid? id = null;
        DateOnly? noDay = null;
        DateTimeOffset? noInstant = null;
        var row = await host.Get<Database>().OneAsync(
            new Query<string>(
                $"""
                SELECT concat_ws('|', {day}, extract(epoch FROM {instant}), {1.5m}, {2.5}, {TimeSpan.FromHours(3)}, {new byte[] { 1, 2 }}, {Sql.Json("{\"a\": 1}")} ->> 'a',
                  array_length({new[] { "x", null }}, 1), array_length({new[] { day }}, 1),
                  {number} IS NULL, {id} IS NULL, {noDay} IS NULL, {noInstant} IS NULL, {(string?)null} IS NULL, {(byte[]?)null} IS NULL, {Sql.Json(null)} IS NULL)
                """,
                reader => reader.GetString(0)),
            CancellationToken.None);

        row.ShouldBe("2026-02-28|1772272800.000000|1.5|2.5|03:00:00|\\x0102|1|2|1|t|t|t|t|t|t|t");
    }
}
