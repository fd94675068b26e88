using System.Security.Cryptography;
using System.Text;
using Shouldly;
using Xunit;

namespace Tyokyky.Records.Tests.Codes;

[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class CodeVaultTests : IDisposable
{
    private const string Code = "010190-937F";
    private readonly string folder = Directory.CreateTempSubdirectory("tyokyky-test-").FullName;
    private readonly Guid row = Guid.CreateVersion7();
    private readonly CodeVault vault;

    public CodeVaultTests()
    {
        KeyFile.New(Now).Write(KeyPath);
        vault = new CodeVault(new Keys(KeyPath, TimeProvider.System));
    }

    private static DateTimeOffset Now => new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private string KeyPath => Path.Combine(folder, "keys.json");

    [Fact]
    public void A_code_comes_back_as_it_was() => vault.Decrypt(vault.Encrypt(Code, "person", "code", row), "person", "code", row).ShouldBe(Code);

    [Fact]
    public void The_same_code_never_looks_the_same() => vault.Encrypt(Code, "person", "code", row).ShouldNotBe(vault.Encrypt(Code, "person", "code", row));

    [Fact]
    public void A_code_opens_in_its_own_table_column_and_row_only()
    {
        var closed = vault.Encrypt(Code, "person", "code", row);

        Should.Throw<CryptographicException>(() => vault.Decrypt(closed, "guardian", "code", row));
        Should.Throw<CryptographicException>(() => vault.Decrypt(closed, "person", "other", row));
        Should.Throw<CryptographicException>(() => vault.Decrypt(closed, "person", "code", Guid.CreateVersion7()));
    }

    [Fact]
    public void A_code_that_was_tampered_with_does_not_open()
    {
        var closed = vault.Encrypt(Code, "person", "code", row);
        for (var i = 0; i < closed.Length; i++)
        {
            var tampered = (byte[])closed.Clone();
            tampered[i] ^= 1;
            Should.Throw<CryptographicException>(() => vault.Decrypt(tampered, "person", "code", row));
        }
    }

    [Fact]
    public void A_code_is_found_under_every_key_in_use_the_current_first()
    {
        var before = vault.IndexesOf(Code).ShouldHaveSingleItem();
        KeyFile.Read(KeyPath).WithNewIndexKey(Now).Write(KeyPath);

        var after = new CodeVault(new Keys(KeyPath, TimeProvider.System)).IndexesOf(Code);

        after.Select(index => index.KeyId).ShouldBe([2, 1]);
        after[1].Value.ShouldBe(before.Value);
        after[0].Value.ShouldNotBe(before.Value);
    }

    [Fact]
    public void A_new_key_is_met_while_serving_and_the_old_one_still_opens()
    {
        var old = vault.Encrypt(Code, "person", "code", row);
        KeyFile.Read(KeyPath).WithNewEncryptionKey(Now).Write(KeyPath);
        var elsewhere = new CodeVault(new Keys(KeyPath, TimeProvider.System)).Encrypt(Code, "person", "code", row);

        // Another replica was first with the new key: this one looks at the file at once.
        vault.Decrypt(elsewhere, "person", "code", row).ShouldBe(Code);
        vault.Decrypt(old, "person", "code", row).ShouldBe(Code);
        KeyRing.KeyIdOf(vault.Encrypt(Code, "person", "code", row)).ShouldBe(2);
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("""{"encryption":[],"index":[]}""")]
    [InlineData(null)]
    public void A_key_file_spoilt_while_serving_leaves_the_keys_that_were_read_before(string? content)
    {
        var keys = new Keys(KeyPath, TimeProvider.System);
        var serving = new CodeVault(keys);
        var closed = serving.Encrypt(Code, "person", "code", row);
        var good = File.ReadAllBytes(KeyPath);
        if (content is null) { File.Delete(KeyPath); } else { Replace(Encoding.UTF8.GetBytes(content)); }
        Look(keys);

        serving.Decrypt(closed, "person", "code", row).ShouldBe(Code);
        keys.Trouble.ShouldNotBeNullOrEmpty();

        Replace(good);
        Look(keys);
        serving.Decrypt(closed, "person", "code", row).ShouldBe(Code);
        keys.Trouble.ShouldBeNull();
    }

    [Fact]
    public void A_key_that_was_dropped_opens_nothing_more()
    {
        var old = vault.Encrypt(Code, "person", "code", row);
        KeyFile.Read(KeyPath).WithNewEncryptionKey(Now).WithCurrentKeysOnly().Write(KeyPath);

        Should.Throw<CryptographicException>(() => new CodeVault(new Keys(KeyPath, TimeProvider.System)).Decrypt(old, "person", "code", row));
    }

    [Fact]
    public void The_key_file_is_its_owners_alone() => File.GetUnixFileMode(KeyPath).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

    [Theory]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    [InlineData(UnixFileMode.GroupWrite)]
    public void A_key_file_open_to_others_is_refused(UnixFileMode more)
    {
        File.SetUnixFileMode(KeyPath, UnixFileMode.UserRead | UnixFileMode.UserWrite | more);

        Should.Throw<InvalidOperationException>(() => KeyFile.Read(KeyPath)).Message.ShouldContain("chmod 600");
    }

    [Fact]
    public void A_key_file_without_usable_keys_is_refused()
    {
        File.WriteAllText(KeyPath, """{"encryption":[{"id":1,"key":"c2hvcnQ="}],"index":[]}""");

        Should.Throw<InvalidOperationException>(() => KeyFile.Read(KeyPath));
    }

    [Fact]
    public void The_rotation_verb_renews_one_kind_of_key_and_drops_old_ones_when_told()
    {
        Rotate("encryption", Now).ShouldBe("");
        Rotate("index", Now).ShouldBe("");
        KeyFile.Read(KeyPath).Encryption.Select(key => key.Id).ShouldBe([2, 1]);
        KeyFile.Read(KeyPath).Index.Select(key => key.Id).ShouldBe([2, 1]);

        Rotate("drop-old", Now.AddDays(9)).ShouldBe("");

        KeyFile.Read(KeyPath).Encryption.ShouldHaveSingleItem().Id.ShouldBe(2);
    }

    [Fact]
    public void What_the_rotation_verb_does_not_do_it_says_in_one_line()
    {
        Rotate("drop-old", Now).ShouldBe("There are no old keys.");
        Rotate("index", Now);
        Rotate("index", Now).ShouldContain("drop-old");
        Rotate("drop-old", Now.AddDays(8)).ShouldContain("2026-01-10");
        Rotate("", Now).ShouldContain("encryption, index and drop-old");
        KeyFile.Read(KeyPath).Index.Select(key => key.Id).ShouldBe([2, 1]);

        File.WriteAllText(KeyPath, "nonsense");
        Rotate("encryption", Now).ShouldContain("not JSON");
        File.Delete(KeyPath);
        Rotate("encryption", Now).ShouldContain(KeyPath);
        Directory.GetFiles(folder).ShouldBeEmpty();
    }

    // What it refused; empty when it did it.
    private string Rotate(string kind, DateTimeOffset now)
    {
        using StringWriter report = new(), refusals = new();
        (KeyRotationCommand.Run(KeyPath, kind, now, report, refusals) == 0).ShouldBe(refusals.ToString().Length == 0);
        (report.ToString().Length == 0).ShouldBe(refusals.ToString().Length > 0);
        return refusals.ToString().TrimEnd();
    }

    // As if a while later: the file's time is what tells a change.
    private void Replace(byte[] content)
    {
        File.WriteAllBytes(KeyPath, content);
        File.SetUnixFileMode(KeyPath, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.SetLastWriteTimeUtc(KeyPath, File.GetLastWriteTimeUtc(KeyPath).AddMinutes(1));
    }

    // Something that none of its keys has sealed.
    private static void Look(Keys keys) => keys.RingFor(new byte[64]);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
