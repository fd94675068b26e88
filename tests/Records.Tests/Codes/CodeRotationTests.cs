using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shouldly;
using Tyokyky.Records.Tests.Sample;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Records.Tests.Codes;

public class CodeRotationTests(SampleHost host) : IClassFixture<SampleHost>
{
    [Fact]
    public async Task Both_keys_rotate_while_codes_are_read_written_and_looked_for()
    {
        var people = Enumerable.Range(0, 450).Select(i => (Id: Guid.CreateVersion7(), Code: $"0101{i % 90:00}-9{i:000}X")).ToList();
        foreach (var (id, code) in people) { await InsertAsync(id, code); }
        using var stop = new CancellationTokenSource();
        var reading = Task.Run(async () =>
        {
            var reads = 0;
            while (!stop.IsCancellationRequested)
            {
                var (id, code) = people[reads++ % people.Count];
                (await DecryptAsync(id)).ShouldBe(code);
                (await FindAsync(code)).ShouldBe(id);
            }

            return reads;
        });

        KeyFile.Read(host.KeyPath).WithNewEncryptionKey(TimeProvider.System.GetUtcNow()).WithNewIndexKey(TimeProvider.System.GetUtcNow()).Write(host.KeyPath);
        await SeenAsync();
        await Rotation.RunOnceAsync(CancellationToken.None);
        (await Rotation.RunOnceAsync(CancellationToken.None)).ShouldBe(0);
        KeyFile.Read(host.KeyPath).WithCurrentKeysOnly().Write(host.KeyPath);
        await SeenAsync();
        await Rotation.RunOnceAsync(CancellationToken.None);
        await stop.CancelAsync();

        (await reading).ShouldBeGreaterThan(0);
        foreach (var (id, code) in people)
        {
            (await DecryptAsync(id)).ShouldBe(code);
            (await FindAsync(code)).ShouldBe(id);
        }

        var (encryption, index) = (KeyFile.Read(host.KeyPath).Encryption.ShouldHaveSingleItem().Id, KeyFile.Read(host.KeyPath).Index.ShouldHaveSingleItem().Id);
        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM person WHERE substring(code FROM 1 FOR 5) <> '\\x01{encryption:x8}'")).ShouldBe(0);
        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM person_code_index WHERE key_id <> {index} OR register <> 'social'")).ShouldBe(0);
        (await host.Database.ScalarAsync<long>("SELECT count(*) FROM person_code_index")).ShouldBe(people.Count);
    }

    [Fact]
    public async Task A_request_kept_under_the_old_keys_is_still_recognised_and_answered()
    {
        var client = host.As(Role.Referrer);
        var request = new CreateNoteRequest { RequestId = Guid.NewGuid().ToString(), ClientId = Guid.CreateVersion7().ToString(), Text = "before rotation" };
        var first = await client.CreateNoteAsync(request);
        KeyFile.Read(host.KeyPath).WithNewEncryptionKey(TimeProvider.System.GetUtcNow()).WithNewIndexKey(TimeProvider.System.GetUtcNow()).Write(host.KeyPath);
        await SeenAsync();

        var second = await client.CreateNoteAsync(request);

        second.ToByteArray().ShouldBe(first.ToByteArray());
    }

    private CodeRotation Rotation => host.Services.GetServices<IHostedService>().OfType<CodeRotation>().Single();

    private CodeVault Vault => host.Get<CodeVault>();

    /// <summary>The service has noticed its key file as it now stands.</summary>
    private Task SeenAsync()
    {
        var file = KeyFile.Read(host.KeyPath);
        return Eventually.Holds(
            () => Task.FromResult(Vault.Ring.CurrentEncryption == file.Encryption[0].Id && Vault.Ring.IndexKeyIds.Length == file.Index.Count), "the keys are read");
    }

    private async Task InsertAsync(Guid id, string code)
    {
        await host.Get<Database>().ExecuteAsync($"INSERT INTO person (id, code) VALUES ({id}, {Vault.Encrypt(code, "person", "code", id)})", CancellationToken.None);
        foreach (var index in Vault.IndexesOf(code))
        {
            await host.Get<Database>().ExecuteAsync($"INSERT INTO person_code_index (person_id, key_id, hash, register) VALUES ({id}, {index.KeyId}, {index.Value}, {"social"})", CancellationToken.None);
        }
    }

    private async Task<string> DecryptAsync(Guid id)
    {
        var closed = await host.Get<Database>().OneAsync(new Query<byte[]>($"SELECT code FROM person WHERE id = {id}", row => row.GetFieldValue<byte[]>(0)), CancellationToken.None);
        return Vault.Decrypt(closed!, "person", "code", id);
    }

    private async Task<Guid> FindAsync(string code)
    {
        var indexes = Vault.IndexesOf(code);
        int[] keys = [.. indexes.Select(index => index.KeyId)];
        byte[][] hashes = [.. indexes.Select(index => index.Value)];
        return await host.Get<Database>().OneAsync(
            new Query<Guid>($"SELECT person_id FROM person_code_index WHERE (key_id, hash) IN (SELECT * FROM unnest({keys}, {hashes}))", row => row.GetGuid(0)),
            CancellationToken.None);
    }
}
