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
        code.ShouldContain("State = (global::Sample.State)row.GetInt32(5)");
        code.ShouldContain("Next = row.IsDBNull(8) ? null : new global::Sample.Next(Kind: row.GetString(7), Day: row.GetFieldValue<global::System.DateOnly>(8))");
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
        made.Files["Sample.Store.g.cs"].ShouldContain("new global::Sample.Count(Service: row.GetString(0), Open: row.GetInt32(1), First: row.Id(2))");
        made.Files["Sample.Store.g.cs"].ShouldNotContain("INSERT");
    }

    [Fact]
    public void A_row_is_read_beside_others_of_the_same_result()
    {
        var made = Generated.By<RowGenerator>(Thing + "[Row<Thing>(\"thing\", Skip = [\"Loaded\"])] internal static partial class ThingStore;");

        made.Faults.ShouldBeEmpty();
        var code = made.Files["Sample.ThingStore.g.cs"];
        code.ShouldContain("Read(NpgsqlDataReader row, int from)");
        code.ShouldContain("Name = row.GetString(from + 2)");
        code.ShouldContain("Next = row.IsDBNull(from + 8) ? null : new global::Sample.Next(Kind: row.GetString(from + 7), Day: row.GetFieldValue<global::System.DateOnly>(from + 8))");
        code.ShouldContain("public const int Width = 9;");
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
    public void A_property_that_no_column_holds_does_not_build() =>
        Generated.By<RowGenerator>(Thing + "[Row<Thing>(\"thing\")] internal static partial class ThingStore;").Faults
            .ShouldContain("TYO010: Thing.Loaded is a object?, which no column holds: name it in Skip or Json");

    [Fact]
    public void A_name_that_no_property_has_does_not_build() =>
        Generated.By<RowGenerator>(Thing + "[Row<Thing>(\"thing\", Skip = [\"Loaded\", \"Nmae\"])] internal static partial class ThingStore;").Faults
            .ShouldContain("TYO010: Thing has no property Nmae that a column could hold");
}
