using System.Collections.Concurrent;
using System.Diagnostics;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;
using OpenTelemetry;
using OpenTelemetry.Trace;
using Shouldly;
using Tyokyky.Records.Tests.Sample;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;
using StatusCode = Grpc.Core.StatusCode;

namespace Tyokyky.Records.Tests.AccessLogging;

public class AccessLogTests(SampleHost host) : IClassFixture<SampleHost>
{
    private readonly string clientId = Guid.CreateVersion7().ToString();

    [Fact]
    public async Task A_read_is_answered_after_its_row_is_there()
    {
        var note = await CreateAsync();

        await host.As(Role.Coordinator, subject: "koordinaattori", more: [("tyokyky-purpose", "decision")]).GetNoteAsync(new GetNoteRequest { Id = note.Id });

        var row = await host.Database.ScalarAsync<string>(
            $"SELECT concat_ws('|', client_id, object_type, rpc, subject, organisation, role, purpose, length(trace_id)) FROM access_log WHERE kind = 'read' AND object_id = '{note.Id}'");
        row.ShouldBe($"{clientId}|note|/tyokyky.sample.v1.NotesService/GetNote|koordinaattori|{Tokens.Organisation}|coordinator|decision|32");
    }

    [Fact]
    public async Task Its_statements_leave_no_traces_of_their_own()
    {
        // Other tests of this process write to databases of their own meanwhile.
        var spans = new Spans(host.Database.Name);
        using var tracing = Sdk.CreateTracerProviderBuilder().SetSampler(new AlwaysOnSampler()).AddSource("Npgsql").AddProcessor(spans).Build();
        var note = await CreateAsync();

        await host.As(Role.Coordinator).GetNoteAsync(new GetNoteRequest { Id = note.Id });

        spans.Ended.ShouldContain(span => span.Statement.Contains("FROM note", StringComparison.Ordinal));
        spans.Ended.ShouldNotContain(span => span.IsRoot && span.Statement.Contains("INSERT INTO access_log", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reads_at_one_moment_share_one_commit()
    {
        var note = await CreateAsync();
        var client = host.As(Role.Coordinator);
        await Task.WhenAll(Enumerable.Range(0, 400).Select(_ => client.GetNoteAsync(new GetNoteRequest { Id = note.Id }).ResponseAsync));

        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM access_log WHERE kind = 'read' AND object_id = '{note.Id}'")).ShouldBe(400);
        (await host.Database.ScalarAsync<long>($"SELECT count(DISTINCT xmin::text) FROM access_log WHERE kind = 'read' AND object_id = '{note.Id}'")).ShouldBeLessThan(200);
    }

    [Fact]
    public async Task A_list_leaves_one_row_per_client_shown()
    {
        var clients = Enumerable.Range(0, 700).Select(_ => Guid.CreateVersion7()).ToArray();
        var call = Call.By(new Caller { Subject = "lister", Organisation = "o", Roles = Role.Coordinator }, "/x/List");

        await host.Get<AccessLog>().ReadAsync(call, [.. clients.Select(client => new Touch(client, "note", "list"))]);

        (await host.Database.ScalarAsync<long>("SELECT count(DISTINCT client_id) FROM access_log WHERE subject = 'lister'")).ShouldBe(700);
    }

    [Fact]
    public async Task A_refusal_leaves_a_row_with_its_reason()
    {
        var note = await CreateAsync();

        await host.As(Role.Coordinator, "7654321-2", subject: "utelias").GetNoteAsync(new GetNoteRequest { Id = note.Id }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");

        (await host.Database.ScalarAsync<string>("SELECT concat_ws('|', kind, rpc, organisation, reason) FROM access_log WHERE subject = 'utelias'"))
            .ShouldBe("refusal|/tyokyky.sample.v1.NotesService/GetNote|7654321-2|NO_RELATION");
    }

    [Theory]
    [InlineData("x", 200)]
    [InlineData("\U0001F9FE", 100)]
    [InlineData("x\U0001F9FE", 133)]
    public async Task What_a_refused_call_named_is_stored_whatever_it_was(string repeated, int stored)
    {
        var call = Call.By(new Caller { Subject = "fuzzer" + stored, Organisation = "o", Roles = Role.Coordinator }, "/x/Get");
        call.SetAuditSubject("not a uuid", "no\0te", string.Concat(Enumerable.Repeat(repeated, 5000)) + "\0");

        await host.Get<AccessLog>().RefusedAsync(call, "NO_RELATION", CancellationToken.None);

        (await host.Database.ScalarAsync<string>($"SELECT concat_ws('|', object_type, length(object_id)) FROM access_log WHERE subject = 'fuzzer{stored}'"))
            .ShouldBe($"no?te|{stored}");
    }

    [Fact]
    public async Task A_row_that_the_database_refuses_withholds_its_own_answer_alone_and_doubles_no_other_row()
    {
        var note = new VersionedRow(Sql.Name("note"), Guid.Parse((await CreateAsync()).Id), 1);
        var log = host.Get<AccessLog>();
        Task<bool> ReadAsync(string subject) =>
            log.ReadIfCurrentAsync(Call.By(new Caller { Subject = subject, Organisation = "o", Roles = Role.Coordinator }, "/x/Get"), Guid.Parse(clientId), "note", note);

        for (var i = 0; i < 6; i++)
        {
            (await ReadAsync("somebody else")).ShouldBeTrue();
            (await Should.ThrowAsync<DomainException>(() => ReadAsync("no\0body"))).Reason.ShouldBe("ACCESS_LOG_UNAVAILABLE");
        }

        (await host.Database.ScalarAsync<long>("SELECT count(*) FROM access_log WHERE subject = 'somebody else'")).ShouldBe(6);
    }

    [Fact]
    public async Task Without_a_row_the_answer_is_unavailable_and_no_row_is_lost_afterwards()
    {
        var note = await CreateAsync();
        var client = host.As(Role.Coordinator, subject: "waiter");
        await using (var locker = await host.Database.Owner.OpenConnectionAsync())
        await using (var transaction = await locker.BeginTransactionAsync())
        {
            await using (var block = new Npgsql.NpgsqlCommand("LOCK TABLE access_log IN ACCESS EXCLUSIVE MODE", locker, transaction)) { await block.ExecuteNonQueryAsync(); }

            await client.GetNoteAsync(new GetNoteRequest { Id = note.Id }).ShouldFail(StatusCode.Unavailable, "ACCESS_LOG_UNAVAILABLE");
            await transaction.RollbackAsync();
        }

        await Eventually.Holds(
            async () =>
            {
                try { return (await client.GetNoteAsync(new GetNoteRequest { Id = note.Id })).Note.Id == note.Id; }
                catch (RpcException failure) when (failure.StatusCode == StatusCode.Unavailable) { return false; }
            },
            "reads are answered again");
        (await host.Database.ScalarAsync<long>("SELECT count(*) FROM access_log WHERE subject = 'waiter'")).ShouldBeGreaterThanOrEqualTo(1);
    }

    [Fact]
    public async Task An_answer_waits_a_second_for_its_row()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        using var log = new AccessLog(host.Get<AccessLogSource>(), time, Microsoft.Extensions.Logging.Abstractions.NullLogger<AccessLog>.Instance);

        // Nobody writes: it was never started.
        var call = Call.By(new Caller { Subject = "reader", Organisation = "o", Roles = Role.Coordinator }, "/x/Get");
        var reading = log.ReadAsync(call, Guid.CreateVersion7(), "note", Guid.CreateVersion7());

        time.Advance(TimeSpan.FromSeconds(1));
        reading.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(1));
        (await Should.ThrowAsync<DomainException>(() => reading)).Reason.ShouldBe("ACCESS_LOG_UNAVAILABLE");
    }

    [Fact]
    public async Task No_failure_ends_the_writer_and_each_answer_is_withheld()
    {
        var source = Npgsql.NpgsqlDataSource.Create("Host=localhost");
        await source.DisposeAsync();
        using var log = new AccessLog(new AccessLogSource(source), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<AccessLog>.Instance);
        await log.StartAsync(CancellationToken.None);
        var call = Call.By(new Caller { Subject = "reader", Organisation = "o", Roles = Role.Coordinator }, "/x/Get");

        for (var i = 0; i < 2; i++)
        {
            (await Should.ThrowAsync<DomainException>(() => log.ReadAsync(call, Guid.CreateVersion7(), "note", Guid.CreateVersion7()))).Reason.ShouldBe("ACCESS_LOG_UNAVAILABLE");
        }

        await log.StopAsync(TestContext.Current.CancellationToken);
    }

    private async Task<Note> CreateAsync() => (await host.As(Role.Referrer).CreateNoteAsync(new CreateNoteRequest { ClientId = clientId })).Note;

    private sealed class Spans(string database) : BaseProcessor<Activity>
    {
        public ConcurrentBag<(bool IsRoot, string Statement)> Ended { get; } = [];

        public override void OnEnd(Activity data)
        {
            if (data.TagObjects.Any(tag => tag.Value is string value && value == database))
            {
                Ended.Add((data.Parent is null, string.Join(' ', data.TagObjects.Select(tag => tag.Value))));
            }
        }
    }
}
