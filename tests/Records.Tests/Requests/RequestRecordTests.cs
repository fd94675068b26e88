using Google.Protobuf;
using Grpc.Core;
using Shouldly;
using Tyokyky.Records.Tests.Sample;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Records.Tests.Requests;

public class RequestRecordTests(SampleHost host) : IClassFixture<SampleHost>
{
    private readonly string clientId = Guid.CreateVersion7().ToString();

    [Fact]
    public async Task A_repeat_gets_the_first_response_byte_for_byte_even_after_the_object_changed()
    {
        var request = new CreateNoteRequest { RequestId = Guid.NewGuid().ToString(), ClientId = clientId, Text = "once" };
        var client = host.As(Role.Referrer);
        var first = await client.CreateNoteAsync(request);
        await client.ChangeNoteAsync(new ChangeNoteRequest { Id = first.Note.Id, Text = "changed" });

        var second = await client.CreateNoteAsync(request);

        second.ToByteArray().ShouldBe(first.ToByteArray());
        (await CountAsync(first.Note.Id)).ShouldBe(1);
    }

    [Fact]
    public async Task A_repeat_of_a_change_is_answered_before_its_etag_is_looked_at()
    {
        var client = host.As(Role.Referrer);
        var note = (await client.CreateNoteAsync(new CreateNoteRequest { ClientId = clientId })).Note;
        var request = new ChangeNoteRequest { RequestId = Guid.NewGuid().ToString(), Id = note.Id, Text = "changed", Etag = note.Etag };
        var first = await client.ChangeNoteAsync(request);

        var second = await client.ChangeNoteAsync(request);

        second.ToByteArray().ShouldBe(first.ToByteArray());
    }

    [Fact]
    public async Task A_repeat_shows_a_client_and_is_logged_as_a_read()
    {
        var client = host.As(Role.Referrer);
        var request = new CreateNoteRequest { RequestId = Guid.NewGuid().ToString(), ClientId = clientId };
        var note = (await client.CreateNoteAsync(request)).Note;

        await client.CreateNoteAsync(request);

        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM access_log WHERE object_id = '{note.Id}' AND kind = 'read'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_request_id_used_for_another_request_is_refused()
    {
        var client = host.As(Role.Referrer);
        var request = new CreateNoteRequest { RequestId = Guid.NewGuid().ToString(), ClientId = clientId, Text = "one" };
        var note = (await client.CreateNoteAsync(request)).Note;
        request.Text = "another";

        await client.CreateNoteAsync(request).ShouldFail(StatusCode.AlreadyExists, "REQUEST_ID_REUSED");

        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM note WHERE client_id = '{clientId}'")).ShouldBe(1);
        note.Text.ShouldBe("one");
    }

    [Fact]
    public async Task A_request_id_belongs_to_one_caller_and_one_rpc()
    {
        var request = new CreateNoteRequest { RequestId = Guid.NewGuid().ToString(), ClientId = clientId };
        var first = await host.As(Role.Referrer, subject: "a").CreateNoteAsync(request);

        var other = await host.As(Role.Referrer, subject: "b").CreateNoteAsync(request);
        var elsewhere = await host.As(Role.Referrer, "7654321-2", subject: "a").CreateNoteAsync(request);
        var change = await host.As(Role.Referrer, subject: "a").ChangeNoteAsync(new ChangeNoteRequest { RequestId = request.RequestId, Id = first.Note.Id, Text = "x" });

        new[] { first.Note.Id, other.Note.Id, elsewhere.Note.Id }.Distinct().Count().ShouldBe(3);
        change.Note.Id.ShouldBe(first.Note.Id);
    }

    [Fact]
    public async Task Sixty_four_identical_calls_at_once_make_one_row_and_get_one_answer()
    {
        var request = new CreateNoteRequest { RequestId = Guid.NewGuid().ToString(), ClientId = clientId, Text = "storm", Name = "storm" };
        var client = host.As(Role.Referrer);

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => client.CreateNoteAsync(request).ResponseAsync));

        answers.Select(answer => answer.ToByteString()).Distinct().Count().ShouldBe(1);
        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM note WHERE client_id = '{clientId}'")).ShouldBe(1);
        (await CountAsync(answers[0].Note.Id)).ShouldBe(1);
    }

    [Fact]
    public async Task Identical_calls_on_both_sides_of_midnight_make_one_row()
    {
        var midnight = new DateTimeOffset(TimeProvider.System.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero).AddDays(1);
        var before = await host.StartAsync(services => Replace(services, new FixedTime(midnight.AddSeconds(-1))));
        var after = await host.StartAsync(services => Replace(services, new FixedTime(midnight.AddSeconds(1))));
        var request = new CreateNoteRequest { RequestId = Guid.NewGuid().ToString(), ClientId = clientId };

        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => host.As(Role.Referrer, replica: 1 + (i % 2)).CreateNoteAsync(request).ResponseAsync));

        answers.Select(answer => answer.ToByteString()).Distinct().Count().ShouldBe(1);
        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM note WHERE client_id = '{clientId}'")).ShouldBe(1);
        await host.StopAsync(after);
        await host.StopAsync(before);
    }

    [Fact]
    public async Task A_refused_request_is_not_kept_so_that_it_can_succeed_later()
    {
        var client = host.As(Role.Referrer);
        var taken = Guid.NewGuid().ToString();
        var holder = (await client.CreateNoteAsync(new CreateNoteRequest { ClientId = clientId, Name = taken })).Note;
        var request = new CreateNoteRequest { RequestId = Guid.NewGuid().ToString(), ClientId = clientId, Name = taken };
        await client.CreateNoteAsync(request).ShouldFail(StatusCode.AlreadyExists, "NAME_TAKEN");
        await host.Database.ExecuteAsync($"UPDATE note SET name = NULL WHERE id = '{holder.Id}'");

        (await client.CreateNoteAsync(request)).Note.Id.ShouldNotBe(holder.Id);
    }

    [Fact]
    public async Task Validate_only_checks_everything_and_changes_nothing()
    {
        var client = host.As(Role.Referrer);
        var request = new CreateNoteRequest { RequestId = Guid.NewGuid().ToString(), ClientId = clientId, Text = "dry", ValidateOnly = true };

        (await client.CreateNoteAsync(request)).Note.Text.ShouldBe("dry");
        await client.CreateNoteAsync(new CreateNoteRequest { ClientId = "no", ValidateOnly = true }).ShouldFail(StatusCode.InvalidArgument, "UUID_INVALID");

        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM note WHERE client_id = '{clientId}'")).ShouldBe(0);
        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM access_log WHERE client_id = '{clientId}' AND kind = 'change'")).ShouldBe(0);
        // The same id may then be used for the real thing.
        request.ValidateOnly = false;
        (await client.CreateNoteAsync(request)).Note.Text.ShouldBe("dry");
    }

    [Fact]
    public async Task A_request_id_that_is_no_uuid_is_refused() =>
        await host.As(Role.Referrer).CreateNoteAsync(new CreateNoteRequest { RequestId = "again", ClientId = clientId }).ShouldFail(StatusCode.InvalidArgument, "UUID_INVALID");

    [Fact]
    public async Task The_record_shows_neither_request_nor_response()
    {
        var note = (await host.As(Role.Referrer).CreateNoteAsync(new CreateNoteRequest { RequestId = Guid.NewGuid().ToString(), ClientId = clientId, Text = "salaisuus" })).Note;

        note.Text.ShouldBe("salaisuus");
        (await host.Database.ScalarAsync<long>("SELECT count(*) FROM request_record WHERE position('salaisuus'::bytea IN answer) > 0")).ShouldBe(0);
    }

    private static void Replace(Microsoft.Extensions.DependencyInjection.IServiceCollection services, TimeProvider time) =>
        Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton(services, time);

    private Task<long> CountAsync(string id) => host.Database.ScalarAsync<long>($"SELECT count(*) FROM transition WHERE object_id = '{id}' AND from_state = ''");

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
