using Grpc.Core;
using Shouldly;
using Tyokyky.Records.Tests.Sample;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Records.Tests.Commits;

public class CommitTests(SampleHost host) : IClassFixture<SampleHost>
{
    private readonly string clientId = Guid.CreateVersion7().ToString();

    [Fact]
    public async Task A_commit_writes_all_its_rows_with_who_when_and_trace()
    {
        var note = await CreateAsync("all rows");

        var row = await host.Database.ScalarAsync<string>(
            $"SELECT concat_ws('|', from_state, to_state, actor, acting_user, role, organisation, length(trace_id)) FROM transition WHERE object_id = '{note.Id}'");
        row.ShouldBe($"|open|maija|worker-1|referrer|{Tokens.Organisation}|32");
        var access = await host.Database.ScalarAsync<string>(
            $"SELECT concat_ws('|', kind, client_id, object_type, rpc, subject, acting_user, role, purpose) FROM access_log WHERE object_id = '{note.Id}'");
        access.ShouldBe($"change|{clientId}|note|/tyokyky.sample.v1.NotesService/CreateNote|maija|worker-1|referrer|decision");
        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM due_work WHERE key = '{note.Id}' AND due_at > now() + interval '6 days'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_guard_that_changes_no_row_rolls_everything_back()
    {
        var note = await CreateAsync("guarded");
        var stale = (await host.Get<Database>().OneAsync(NoteStore.ById(Guid.Parse(note.Id)), CancellationToken.None))! with { Version = 7 };
        var call = Call.System("test", "sample");

        await Should.ThrowAsync<RetryableConflict>(() => host.Get<UnitOfWork>().SystemCommit(call)
            .Add($"INSERT INTO done_work (key, by) VALUES ('guard', 'before')")
            .Guard(NoteStore.Update(stale))
            .Transition(new Transition("note", stale.Id, "open", "lost", TimeProvider.System.GetUtcNow()))
            .LogChange(stale.ClientId, "lost", stale.Id)
            .Due("lost", "lost", TimeProvider.System.GetUtcNow())
            .SaveAsync());

        (await host.Database.ScalarAsync<long>("SELECT count(*) FROM done_work WHERE key = 'guard'")).ShouldBe(0);
        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM transition WHERE object_id = '{note.Id}'")).ShouldBe(1);
        (await host.Database.ScalarAsync<long>("SELECT count(*) FROM access_log WHERE object_type = 'lost'")).ShouldBe(0);
        (await host.Database.ScalarAsync<long>("SELECT count(*) FROM due_work WHERE kind = 'lost'")).ShouldBe(0);
    }

    [Fact]
    public async Task A_commit_within_a_transaction_is_decided_by_it()
    {
        var database = host.Get<Database>();
        await using (var transaction = await database.BeginAsync(CancellationToken.None))
        {
            await host.Get<UnitOfWork>().CommitWithin(transaction, Call.System("test", "sample")).Add($"INSERT INTO done_work (key, by) VALUES ('within', 'x')").SaveAsync();
            var seen = await transaction.OneAsync(new Query<long>($"SELECT count(*) FROM done_work WHERE key = 'within'", row => row.GetInt64(0)), CancellationToken.None);
            seen.ShouldBe(1);
            await transaction.RollbackAsync(CancellationToken.None);
        }

        (await host.Database.ScalarAsync<long>("SELECT count(*) FROM done_work WHERE key = 'within'")).ShouldBe(0);
    }

    [Fact]
    public async Task A_stale_etag_is_refused_with_the_current_one_and_who_changed_it_and_when()
    {
        var note = await CreateAsync("first");
        var referrer = host.As(Role.Referrer, subject: "liisa");
        var changed = (await referrer.ChangeNoteAsync(new ChangeNoteRequest { Id = note.Id, Text = "second", Etag = note.Etag })).Note;

        var refusal = await host.As(Role.Coordinator).ChangeNoteAsync(new ChangeNoteRequest { Id = note.Id, Text = "third", Etag = note.Etag }).ShouldFail(StatusCode.Aborted, "ETAG_STALE");

        refusal.Metadata["etag"].ShouldBe(changed.Etag);
        refusal.Metadata["changed_by"].ShouldBe("liisa");
        DateTimeOffset.Parse(refusal.Metadata["changed_at"], null).ShouldBe(TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(1));
        (await TextOf(note)).ShouldBe("second");
    }

    [Fact]
    public async Task An_etag_of_what_is_new_is_refused_by_its_field()
    {
        var refusal = await Should.ThrowAsync<DomainException>(
            () => WriteAsync(Guid.NewGuid().ToString(), "AAAA", authorizing => authorizing.Match(note => note?.Etag.Value)));

        (refusal.Kind, refusal.Reason, refusal.FieldViolations.ShouldHaveSingleItem().Field).ShouldBe((ErrorKind.InvalidArgument, "ETAG_UNEXPECTED", "etag"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    public async Task A_use_case_that_forgets_its_requests_etag_commits_nothing_whether_or_not_one_is_sent(string etag)
    {
        var note = await CreateAsync("forgotten");

        await Should.ThrowAsync<InvalidOperationException>(() => WriteAsync(note.Id, etag, authorizing => authorizing));

        (await TextOf(note)).ShouldBe("forgotten");
        await WriteAsync(note.Id, note.Etag, authorizing => authorizing.Match(found => found!.Etag));
        (await TextOf(note)).ShouldBe("written");
    }

    [Fact]
    public async Task A_version_lost_between_load_and_commit_is_a_stale_etag_too()
    {
        var note = await CreateAsync("slow");
        var store = host.Get<NoteStore>();
        store.BetweenLoadAndCommit = async before =>
        {
            if (before.Id.ToString() == note.Id && before.Version == 1) { await host.Database.ExecuteAsync($"UPDATE note SET version = 2, text = 'quicker' WHERE id = '{note.Id}'"); }
        };

        await host.As(Role.Referrer).ChangeNoteAsync(new ChangeNoteRequest { Id = note.Id, Text = "slower", Etag = note.Etag }).ShouldFail(StatusCode.Aborted, "ETAG_STALE");

        store.BetweenLoadAndCommit = null;
        (await TextOf(note)).ShouldBe("quicker");
    }

    [Fact]
    public async Task A_version_lost_without_an_etag_is_loaded_and_decided_again()
    {
        var note = await CreateAsync("merge");
        var store = host.Get<NoteStore>();
        store.BetweenLoadAndCommit = async before =>
        {
            if (before.Id.ToString() == note.Id && before.Version < 3) { await host.Database.ExecuteAsync($"UPDATE note SET version = version + 1, count = 10 WHERE id = '{note.Id}'"); }
        };

        var changed = await host.As(Role.Referrer).ChangeNoteAsync(new ChangeNoteRequest { Id = note.Id, Text = "merged" });

        store.BetweenLoadAndCommit = null;
        changed.Note.Count.ShouldBe(11);
        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM transition WHERE object_id = '{note.Id}'")).ShouldBe(2);
    }

    [Fact]
    public async Task Thirty_two_writers_of_one_row_lose_nothing()
    {
        var note = await CreateAsync("many");
        var client = host.As(Role.Referrer);

        await Task.WhenAll(Enumerable.Range(0, 32).Select(async writer =>
        {
            var request = new ChangeNoteRequest { RequestId = Guid.NewGuid().ToString(), Id = note.Id, Text = $"by {writer}" };
            for (var attempt = 0; ; attempt++)
            {
                try
                {
                    await client.ChangeNoteAsync(request);
                    return;
                }
                catch (RpcException failure) when (failure.StatusCode == StatusCode.Aborted && attempt < 100)
                {
                    await Task.Delay(Random.Shared.Next(5, 50));
                }
            }
        }));

        (await host.Database.ScalarAsync<long>($"SELECT count FROM note WHERE id = '{note.Id}'")).ShouldBe(33);
        (await host.Database.ScalarAsync<long>($"SELECT version FROM note WHERE id = '{note.Id}'")).ShouldBe(33);
        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM transition WHERE object_id = '{note.Id}'")).ShouldBe(33);
    }

    [Fact]
    public async Task A_violated_constraint_is_the_refusal_that_the_use_case_named()
    {
        var client = host.As(Role.Referrer);
        var request = new CreateNoteRequest { ClientId = clientId, Name = Guid.NewGuid().ToString() };
        await client.CreateNoteAsync(request);

        await client.CreateNoteAsync(request).ShouldFail(StatusCode.AlreadyExists, "NAME_TAKEN");
    }

    [Fact]
    public async Task A_query_of_nothing_finds_nothing_and_leaves_the_others_their_answers()
    {
        var unitOfWork = host.Get<UnitOfWork>();
        var seven = new Query<long>($"SELECT 7::bigint", row => row.GetInt64(0));

        var (call, request) = (Call.System("test", "sample"), new GetNoteRequest());
        (await unitOfWork.LoadAsync(call, request, Query.Nothing<Note>(), seven, Query.Nothing<Note>())).ShouldBe((null, 7, null));
        (await unitOfWork.LoadAsync(call, request, Query.Nothing<Note>())).ShouldBeNull();
        (await host.Get<Database>().OneAsync(Query.Nothing<Note>(), CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_commit_that_nobody_admitted_is_a_bug_and_writes_nothing()
    {
        var rule = Access.Table.Find("/tyokyky.sample.v1.NotesService/ChangeNote");
        var call = Call.By(new Caller { Subject = "x", Organisation = "y", Roles = Role.Referrer }, rule!.Rpc, rule);

        await Should.ThrowAsync<InvalidOperationException>(() => host.Get<UnitOfWork>().SystemCommit(call).Add($"INSERT INTO done_work (key, by) VALUES ('unadmitted', 'x')").SaveAsync());

        (await host.Database.ScalarAsync<long>("SELECT count(*) FROM done_work WHERE key = 'unadmitted'")).ShouldBe(0);
    }

    private async Task<Note> CreateAsync(string text) =>
        (await host.As(Role.Referrer, subject: "maija", more: [("tyokyky-acting-user", "worker-1"), ("tyokyky-purpose", "decision")])
            .CreateNoteAsync(new CreateNoteRequest { ClientId = clientId, Text = text })).Note;

    private Task<ChangeNoteResponse> WriteAsync(string id, string etag, Func<Authorizing<NoteRow?>, Authorizing<NoteRow?>> match)
    {
        var loading = host.Get<UnitOfWork>().Load(
            new ChangeNoteRequest { Id = id, Etag = etag }, Call.System("test", "sample"), NoteStore.ById(Guid.Parse(id)).Unguarded("it is written by its version"));
        return match(loading.ForEveryone()).WriteAsync((note, commit) =>
        {
            commit.Guard(NoteStore.Update(note! with { Text = "written", Version = note.Version + 1 }));
            return ValueTask.FromResult(new ChangeNoteResponse());
        });
    }

    private Task<string> TextOf(Note note) => host.Database.ScalarAsync<string>($"SELECT text FROM note WHERE id = '{note.Id}'");
}
