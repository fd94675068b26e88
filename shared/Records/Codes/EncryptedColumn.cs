namespace Tyokyky.Records;

/// <summary>A column of encrypted codes, as <see cref="CodeVault.Encrypt"/> closed them for that table, column and row.</summary>
/// <param name="RowIdColumn">The uuid column that names the row.</param>
public sealed record EncryptedColumn(string Table, string RowIdColumn, string Column)
{
    /// <summary>The table by which its codes are found.</summary>
    public CodeIndexTable? Index { get; init; }
}

/// <summary>A table with one row per code and index key in use.</summary>
/// <param name="RowIdColumn">Names the row whose code it is.</param>
/// <param name="KeyColumn">The index key's id (int).</param>
/// <param name="HashColumn">The keyed hash (bytea).</param>
public sealed record CodeIndexTable(string Table, string RowIdColumn, string KeyColumn = "key_id", string HashColumn = "hash")
{
    /// <summary>Further columns, the same in every row of one code.</summary>
    public IReadOnlyList<string> Copied { get; init; } = [];
}
