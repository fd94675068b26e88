using Shouldly;
using Tyokyky.Records.Tests.Sample;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Records.Tests.AccessLogging;

public class KeptObjectsTests : IClassFixture<SampleHost>
{
    private static readonly AccessRule rule = Access.Table.Find("/tyokyky.sample.v1.NotesService/GetNote")!;

    private readonly SampleHost host;
    private readonly KeptObjects<KeptNote> notes;
    private int reads;

    public KeptObjectsTests(SampleHost host)
    {
        this.host = host;
        var database = host.Get<Database>();
        notes = new KeptObjects<KeptNote>("note", host.Get<AccessLog>(), async (ids, cancel) =>
        {
            reads++;
            var found = new Dictionary<Guid, KeptNote>();
            foreach (var id in ids)
            {
                if (await database.OneAsync(NoteStore.ById(id), cancel) is { } row) { found.Add(id, new KeptNote(row)); }
            }

            return found;
        });
    }

    [Fact]
    public async Task What_has_not_changed_is_read_once_and_logged_each_time()
    {
        var note = await CreateAsync("first");

        for (var i = 0; i < 3; i++) { (await notes.ShowAsync(note, By("reader"))).Row.Text.ShouldBe("first"); }

        reads.ShouldBe(1);
        (await RowsAsync(note)).ShouldBe("change 1, read 3");
    }

    [Fact]
    public async Task What_has_changed_is_shown_as_it_is_now_and_logged_once()
    {
        var note = await CreateAsync("first");
        await notes.ShowAsync(note, By("reader"));
        await host.As(Role.Referrer).ChangeNoteAsync(new ChangeNoteRequest { Id = note.ToString(), Text = "second" });

        (await notes.ShowAsync(note, By("reader"))).Row.Text.ShouldBe("second");

        reads.ShouldBe(2);
        (await RowsAsync(note)).ShouldBe("change 2, read 2");
    }

    [Fact]
    public async Task Who_holds_no_relation_is_refused_also_what_is_kept()
    {
        var note = await CreateAsync("first");
        await notes.ShowAsync(note, By("reader"));

        var refusal = await Should.ThrowAsync<DomainException>(() => notes.ShowAsync(note, By("stranger", "7654321-1")));

        refusal.Reason.ShouldBe("NO_RELATION");
        (await RowsAsync(note)).ShouldBe("change 1, read 1");
    }

    [Fact]
    public async Task What_is_not_there_is_refused_alike()
    {
        (await Should.ThrowAsync<DomainException>(() => notes.ShowAsync(Guid.CreateVersion7(), By("reader")))).Reason.ShouldBe("NO_RELATION");
    }

    [Fact]
    public async Task While_it_changes_every_reader_sees_what_was_there_after_asking_and_leaves_one_row()
    {
        var note = await CreateAsync("0");
        var stored = 0;
        var writer = Task.Run(async () =>
        {
            for (var i = 1; i <= 40; i++)
            {
                await host.As(Role.Referrer).ChangeNoteAsync(new ChangeNoteRequest { Id = note.ToString(), Text = $"{i}" });
                Volatile.Write(ref stored, i);
            }
        });
        var shown = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            while (!writer.IsCompleted)
            {
                var before = Volatile.Read(ref stored);
                int.Parse((await notes.ShowAsync(note, By("reader"))).Row.Text, System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThanOrEqualTo(before);
                Interlocked.Increment(ref shown);
            }
        })));
        await writer;

        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM access_log WHERE kind = 'read' AND object_id = '{note}'")).ShouldBe(shown);
    }

    private static Call By(string subject, string organisation = Tokens.Organisation) =>
        Call.By(new Caller { Subject = subject, Organisation = organisation, Roles = Role.Coordinator }, rule.Rpc, rule);

    private async Task<Guid> CreateAsync(string text) =>
        Guid.Parse((await host.As(Role.Referrer).CreateNoteAsync(new CreateNoteRequest { ClientId = Guid.CreateVersion7().ToString(), Text = text })).Note.Id);

    private async Task<string> RowsAsync(Guid note) => (await host.Database.ScalarAsync<string>(
        $"SELECT string_agg(kind || ' ' || n, ', ' ORDER BY kind) FROM (SELECT kind, count(*) AS n FROM access_log WHERE object_id = '{note}' GROUP BY kind) k"))!;

    private sealed record KeptNote(NoteRow Row) : IKept
    {
        public Guid ClientId => Row.ClientId;

        public Guid ObjectId => Row.Id;

        public long Version => Row.Version;

        public Relation RelationOf(Caller caller) => Row.RelationsOf(caller);
    }
}
