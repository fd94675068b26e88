using System.Text;

namespace Tyokyky.Records;

/// <summary>Encrypts codes that identify people, and finds them again by keyed hashes. Both kinds of keys rotate while it serves.</summary>
public sealed class CodeVault
{
    private readonly Keys keys;

    internal CodeVault(Keys keys) => this.keys = keys;

    /// <summary>Encrypts a code for exactly that place; elsewhere it does not open.</summary>
    public byte[] Encrypt(string code, string table, string column, Guid rowId) =>
        keys.Ring.SealCode(Encoding.UTF8.GetBytes(code), Place(table, column, rowId));

    /// <summary>Opens what <see cref="Encrypt"/> closed for that place, under whichever key.</summary>
    public string Decrypt(byte[] encrypted, string table, string column, Guid rowId) =>
        Encoding.UTF8.GetString(keys.RingFor(encrypted).OpenCode(encrypted, Place(table, column, rowId)));

    /// <summary>The code's hashes under every key in use, the current one first: store them all, and look for any of them.</summary>
    public IReadOnlyList<CodeIndex> IndexesOf(string code) => keys.Ring.IndexesOf(Encoding.UTF8.GetBytes(code));

    internal KeyRing Ring => keys.Ring;

    private static string Place(string table, string column, Guid rowId) => $"{table}|{column}|{rowId:D}";
}

/// <summary>A code's keyed hash, by which its row is found.</summary>
public readonly record struct CodeIndex(int KeyId, byte[] Value);
