using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using OpenTelemetry;

namespace Tyokyky.Records;

/// <summary>Brings stored codes under the current keys while everything serves: re-encrypts them and adds their hashes under new index keys.</summary>
internal sealed partial class CodeRotation(
    Database database, CodeVault vault, IEnumerable<EncryptedColumn> columns, TimeProvider time, ILogger<CodeRotation> logger) : BackgroundService
{
    private const int AtOnce = 200;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private readonly EncryptedColumn[] columns = [.. columns];
    private KeyRing? done;

    /// <summary>Why codes stay under an older key; null while all goes well.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Whether no stored code is left under any but the current keys.</summary>
    public bool IsDone => columns.Length == 0 || ReferenceEquals(vault.Ring, done);

    /// <summary>One look at every column; answers how many codes it brought over.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancel)
    {
        var ring = vault.Ring;
        var total = 0;
        foreach (var column in columns)
        {
            for (var batch = AtOnce; batch == AtOnce;)
            {
                batch = await RotateAsync(column, ring, cancel);
                total += batch;
            }

            if (column.Index is { } index)
            {
                await database.ExecuteAsync(
                    $"DELETE FROM {Sql.Name(index.Table)} WHERE {Sql.Name(index.KeyColumn)} <> ALL({ring.IndexKeyIds})",
                    cancel);
            }
        }

        return total;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            // Also the first keys: another replica may have written under older ones until a moment ago, so a ring is looked at twice.
            var ring = vault.Ring;
            if (ReferenceEquals(ring, done) || columns.Length == 0) { continue; }
            try
            {
                using var _ = SuppressInstrumentationScope.Begin();
                var count = await RunOnceAsync(stoppingToken);
                if (count > 0) { LogRotated(count); } else { done = ring; }
                Trouble = null;
            }
            catch (Exception failure) when (failure is NpgsqlException or TimeoutException or CryptographicException)
            {
                Trouble = failure.GetType().Name;
                LogFailed(Trouble);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<int> RotateAsync(EncryptedColumn column, KeyRing ring, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(cancel);
        var (table, id, code) = (Sql.Name(column.Table), Sql.Name(column.RowIdColumn), Sql.Name(column.Column));
        Sql unindexed = column.Index is { } index
            ? $"""
               OR NOT EXISTS (SELECT FROM {Sql.Name(index.Table)} i
                WHERE i.{Sql.Name(index.RowIdColumn)} = t.{id} AND i.{Sql.Name(index.KeyColumn)} = {ring.CurrentIndex})
              """
            : (Sql)$"";
        // Rows that somebody is changing just now are left for the next look.
        var rows = await transaction.ListAsync(
            new Query<(Guid Id, byte[] Code)>(
                $"""
                SELECT t.{id}, t.{code} FROM {table} t WHERE t.{code} IS NOT NULL AND (substring(t.{code} FROM 1 FOR 5) <> {ring.CurrentHead}{unindexed})
                LIMIT {AtOnce} FOR UPDATE OF t SKIP LOCKED
                """,
                row => (row.GetGuid(0), row.GetFieldValue<byte[]>(1))),
            cancel);

        foreach (var row in rows)
        {
            var plain = vault.Decrypt(row.Code, column.Table, column.Column, row.Id);
            var renewed = vault.Encrypt(plain, column.Table, column.Column, row.Id);
            await transaction.ExecuteAsync($"UPDATE {table} SET {code} = {renewed} WHERE {id} = {row.Id}", cancel);
            if (column.Index is not null) { await IndexAsync(transaction, column.Index, row.Id, vault.IndexesOf(plain), cancel); }
        }

        await transaction.CommitAsync(cancel);
        return rows.Count;
    }

    private static async Task IndexAsync(
        RecordTransaction transaction, CodeIndexTable index, Guid rowId, IReadOnlyList<CodeIndex> hashes, CancellationToken cancel)
    {
        Sql copied = $"";
        foreach (var name in index.Copied) { copied = $"{copied}, {Sql.Name(name)}"; }
        var (table, id) = (Sql.Name(index.Table), Sql.Name(index.RowIdColumn));
        foreach (var hash in hashes)
        {
            await transaction.ExecuteAsync(
                $"""
                INSERT INTO {table} ({id}, {Sql.Name(index.KeyColumn)}, {Sql.Name(index.HashColumn)}{copied})
                SELECT {rowId}, {hash.KeyId}, {hash.Value}{copied} FROM {table} WHERE {id} = {rowId} LIMIT 1 ON CONFLICT DO NOTHING
                """,
                cancel);
        }
    }

    [LoggerMessage(EventName = "codes.rotated", Level = LogLevel.Information, Message = "{Count} codes were brought under the current keys")]
    private partial void LogRotated(int count);

    [LoggerMessage(
        EventName = "codes.rotation_failed", Level = LogLevel.Warning, Message = "Codes could not be brought under the current keys ({Failure}); tried again")]
    private partial void LogFailed(string failure);
}
