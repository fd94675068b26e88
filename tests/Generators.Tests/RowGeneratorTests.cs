using Shouldly;
using Xunit;

namespace Tyokyky.Generators.Tests;

/// <summary>Rows by the names of properties.</summary>
public sealed class RowGeneratorTests
{
    private const string Thing =
        """
        namespace Sample;

        internal enum State { Open, Closed }
        internal sealed record Next(string Kind, DateOnly Day);
        internal sealed record Thing
        {
            public required Guid Id { get; init; }
            public required long Version { get; init; }
            public required string Name { get; init; }
            public DateOnly? EndedOn { get; init; }
            public DateTimeOffset RecordedAt { get; init; }
            public State State { get; init; }
            public string[] Codes { get; init; } = [];
            public Next? Next { get; init; }
            public bool IsOpen => State == State.Open;
            public object? Loaded { get; init; }
        }

        """;

    [Fact]
    public void A_row_is_read_inserted_and_changed_by_its_version()
    {
        var made = Generated.By<RowGenerator>(Thing + "[Row<Thing>(\"thing\", Alias = \"t\", Skip = [\"Loaded\"], Fixed = [\"RecordedAt\"], Columns = [\"Next.Day=next_on\"])] internal static partial class ThingStore;");

        made.Faults.ShouldBeEmpty();
        var code = made.Files["Sample.ThingStore.g.cs"];
        code.ShouldContain("$\"t.id, t.version, t.name, t.ended_on, t.recorded_at, t.state, t.codes, t.next_kind, t.next_on\"");
        code.ShouldContain("State = (global::Sample.State)row.GetInt32(at + 5)");
        code.ShouldContain("Next = row.IsDBNull(at + 8) ? null : new global::Sample.Next(Kind: row.GetString(at + 7), Day: row.GetFieldValue<global::System.DateOnly>(at + 8))");
        code.ShouldContain("INSERT INTO thing (id, version, name, ended_on, recorded_at, state, codes, next_kind, next_on) VALUES ({it.Id}, {it.Version}, {it.Name}, {it.EndedOn}, {it.RecordedAt}, {((int)it.State)}, {it.Codes}, {(it.Next?.Kind ?? \"\")}, {(it.Next?.Day)})");
        code.ShouldContain("UPDATE thing SET version = version + 1, name = {it.Name}, ended_on = {it.EndedOn}, state = {((int)it.State)}");
        code.ShouldContain("WHERE id = {it.Id} AND version = {it.Version}\"");
        code.ShouldContain("SELECT 1 FROM thing WHERE id = {it.Id} AND version = {it.Version} FOR SHARE");
    }

    [Fact]
    public void What_is_only_read_needs_no_table()
    {
        var made = Generated.By<RowGenerator>("namespace Sample; internal sealed record Count(string Service, int Open, Guid? First); [Row<Count>] internal static partial class Store;");

        made.Faults.ShouldBeEmpty();
        made.Files["Sample.Store.g.cs"].ShouldContain("new global::Sample.Count(Service: row.GetString(at + 0), Open: row.GetInt32(at + 1), First: row.Id(at + 2))");
        made.Files["Sample.Store.g.cs"].ShouldContain("Width = 3;");
        made.Files["Sample.Store.g.cs"].ShouldNotContain("INSERT");
    }

    [Fact]
    public void A_row_may_be_a_part_of_a_wider_one()
    {
        var made = Generated.By<RowGenerator>("namespace Sample; internal sealed record Count(string Service, int Open); [Row<Count>] internal static partial class Store;");

        made.Files["Sample.Store.g.cs"].ShouldContain("public const int Width = 2;");
        made.Files["Sample.Store.g.cs"].ShouldContain("Read(NpgsqlDataReader row, int at) => new global::Sample.Count(Service: row.GetString(at + 0), Open: row.GetInt32(at + 1))");
    }

    [Fact]
    public void A_part_is_inserted_with_what_it_belongs_to()
    {
        var made = Generated.By<RowGenerator>(
            "namespace Sample; internal sealed record Part(Guid Id, string Text); [Row<Part>(\"part\", Beside = [\"Guid thing_id\"])] internal static partial class Store;");

        made.Faults.ShouldBeEmpty();
        made.Files["Sample.Store.g.cs"].ShouldContain("INSERT INTO part (id, text, thing_id) VALUES ({it.Id}, {it.Text}, {thing_id})");
        made.Files["Sample.Store.g.cs"].ShouldContain("UPDATE part SET text = {it.Text} WHERE id = {it.Id}");
    }

    [Fact]
    public void A_record_that_many_tables_keep_names_its_columns_itself_unless_a_row_names_another()
    {
        var made = Generated.By<RowGenerator>(
            """
            namespace Sample;
            internal sealed record Area([property: Column("town")] string Town, string Part) { [Column("since")] public DateOnly From { get; init; } }
            internal sealed record House(Guid Id, Area Area);
            [Row<House>("house")] internal static partial class Store;
            [Row<House>("old_house", Columns = ["Area.Town=parish"])] internal static partial class OldStore;
            """);

        made.Faults.ShouldBeEmpty();
        made.Files["Sample.Store.g.cs"].ShouldContain("INSERT INTO house (id, town, area_part, since)");
        made.Files["Sample.OldStore.g.cs"].ShouldContain("INSERT INTO old_house (id, parish, area_part, since)");
    }

    [Fact]
    public void What_follows_from_the_rest_is_written_and_never_read()
    {
        var made = Generated.By<RowGenerator>(
            """
            namespace Sample;
            internal sealed record Term(Guid Id, DateOnly From) { public DateOnly End => From.AddYears(1); }
            [Row<Term>("term", Derived = ["End"])] internal static partial class Store;
            """);

        made.Faults.ShouldBeEmpty();
        made.Files["Sample.Store.g.cs"].ShouldContain("Columns => $\"id, from\"");
        made.Files["Sample.Store.g.cs"].ShouldContain("INSERT INTO term (id, from, end) VALUES ({it.Id}, {it.From}, {it.End})");
        made.Files["Sample.Store.g.cs"].ShouldContain("UPDATE term SET from = {it.From}, end = {it.End} WHERE id = {it.Id}");
    }

    [Fact]
    public void What_a_query_works_out_is_never_written()
    {
        var made = Generated.By<RowGenerator>(
            "namespace Sample; internal sealed record Part(Guid Id, string Text, long Uses); [Row<Part>(\"part\", Alias = \"p\", Computed = [\"Uses\"])] internal static partial class Store;");

        made.Faults.ShouldBeEmpty();
        var code = made.Files["Sample.Store.g.cs"];
        code.ShouldContain("$\"p.id, p.text, uses\"");
        code.ShouldContain("Uses: row.GetInt64(at + 2)");
        code.ShouldContain("INSERT INTO part (id, text) VALUES ({it.Id}, {it.Text})");
        code.ShouldContain("UPDATE part SET text = {it.Text} WHERE id = {it.Id}");
    }

    [Fact]
    public void What_is_kept_as_json_may_be_absent()
    {
        var made = Generated.By<RowGenerator>(
            "namespace Sample; internal sealed record Words(string Text); internal sealed record Said(Guid Id, Words? Words); "
            + "internal sealed class Json { public static Json Default { get; } = new(); public System.Text.Json.JsonSerializerOptions Options { get; } = new(); } "
            + "[Row<Said>(\"said\", Json = [\"Words\"], JsonContext = typeof(Json))] internal static partial class Store;");

        made.Faults.ShouldBeEmpty();
        var code = made.Files["Sample.Store.g.cs"];
        code.ShouldContain("Words: row.IsDBNull(at + 1) ? null : global::System.Text.Json.JsonSerializer.Deserialize<global::Sample.Words>(row.GetString(at + 1), global::Sample.Json.Default.Options)!");
        code.ShouldContain("Sql.Json(it.Words is null ? null : global::System.Text.Json.JsonSerializer.Serialize(it.Words, global::Sample.Json.Default.Options))");
    }

    [Fact]
    public void A_property_that_no_column_holds_does_not_build() =>
        Generated.By<RowGenerator>(Thing + "[Row<Thing>(\"thing\")] internal static partial class ThingStore;").Faults
            .ShouldContain("TYO010: Thing.Loaded is a object?, which no column holds: name it in Skip or Json");

    [Fact]
    public void A_name_that_no_property_has_does_not_build() =>
        Generated.By<RowGenerator>(Thing + "[Row<Thing>(\"thing\", Skip = [\"Loaded\", \"Nmae\"])] internal static partial class ThingStore;").Faults
            .ShouldContain("TYO010: Thing has no property Nmae that a column could hold");
}
