using Tyokyky.ServiceDefaults;

namespace Tyokyky.Records.Tests.Sample;

internal sealed record NoteRow(Guid Id, Guid ClientId, string Owner, string Name, string Text, long Count, long Version) : IVersioned
{
    public string ObjectType => "note";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public Relation RelationsOf(Caller caller) => caller.Organisation == Owner ? Relation.Owner : Relation.None;

    public Note ToProto() => new() { Id = Id.ToString(), ClientId = ClientId.ToString(), Text = Text, Count = Count, Etag = Etag };
}

internal sealed class NoteStore
{
    /// <summary>For tests that need somebody else to be quicker.</summary>
    public Func<NoteRow, Task>? BetweenLoadAndCommit { get; set; }

    public static Query<NoteRow> ById(Guid id) => new(
        $"SELECT id, client_id, owner, name, text, count, version FROM note WHERE id = {id}",
        row => new NoteRow(row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.IsDBNull(3) ? "" : row.GetString(3), row.GetString(4), row.GetInt64(5), row.GetInt64(6)));

    public static Sql Insert(NoteRow note) =>
        $"""
        INSERT INTO note (id, client_id, owner, name, text, count, version)
        VALUES ({note.Id}, {note.ClientId}, {note.Owner}, {(note.Name.Length == 0 ? null : note.Name)}, {note.Text}, {note.Count}, {note.Version})
        """;

    public static Sql Update(NoteRow note) =>
        $"UPDATE note SET text = {note.Text}, count = {note.Count}, version = {note.Version} WHERE id = {note.Id} AND version = {note.Version - 1}";
}
