using System.Security.Cryptography;
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
        using var report = new StringWriter();
        KeyRotationCommand.Run(KeyPath, "encryption", Now, report);
        KeyRotationCommand.Run(KeyPath, "index", Now, report);
        KeyFile.Read(KeyPath).Encryption.Select(key => key.Id).ShouldBe([2, 1]);
        KeyFile.Read(KeyPath).Index.Select(key => key.Id).ShouldBe([2, 1]);

        KeyRotationCommand.Run(KeyPath, "drop-old", Now.AddDays(9), report);

        KeyFile.Read(KeyPath).Encryption.ShouldHaveSingleItem().Id.ShouldBe(2);
    }

    [Fact]
    public void A_third_key_and_an_early_drop_are_refused()
    {
        using var report = new StringWriter();
        KeyRotationCommand.Run(KeyPath, "index", Now, report);

        Should.Throw<InvalidOperationException>(() => KeyRotationCommand.Run(KeyPath, "index", Now, report)).Message.ShouldContain("drop-old");
        Should.Throw<InvalidOperationException>(() => KeyRotationCommand.Run(KeyPath, "drop-old", Now.AddDays(8), report));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
