using System.Collections.Concurrent;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Records;

/// <summary>An object about one client, kept between the reads that show it.</summary>
public interface IKept
{
    Guid ClientId { get; }

    Guid ObjectId { get; }

    /// <summary>Changes with everything that is kept.</summary>
    long Version { get; }

    Relation RelationOf(Caller caller);
}

/// <summary>
/// Objects shown far more often than changed. What is kept is shown only when the statement that writes the access-log row finds its version
/// unchanged, so a read costs one round trip, which it shares with all others of the moment, and nobody sees what is no more.
/// </summary>
public sealed class KeptObjects<T>
    where T : class, IKept
{
    // A few kilobytes each; emptied when full, since what is read is read again soon.
    private const int MostKept = 5000;

    private readonly ConcurrentDictionary<Guid, T> kept = new();
    private readonly string objectType;
    private readonly SqlName table;
    private readonly AccessLog accessLog;
    private readonly BatchedReader<Guid, T> reads;

    /// <summary>The table has the name of the object's type, and the columns id and version.</summary>
    public KeptObjects(string objectType, AccessLog accessLog, Func<Guid[], CancellationToken, Task<IReadOnlyDictionary<Guid, T>>> read)
    {
        this.objectType = objectType;
        table = new SqlName(objectType);
        this.accessLog = accessLog;
        reads = new BatchedReader<Guid, T>(read);
    }

    /// <summary>Admits the caller, leaves the row, and answers the object as it is now; refuses when there is none.</summary>
    public async Task<T> ShowAsync(Guid id, Call call)
    {
        // Nobody is refused for what was true before.
        if (kept.TryGetValue(id, out var known) && call.Rule?.Authorizes(call.Caller.Roles, known.RelationOf(call.Caller)) is not Role.None)
        {
            call.SetAuditSubject(known.ClientId.ToString(), objectType, id.ToString());
            call.Authorize(known, known.RelationOf(call.Caller));
            if (await accessLog.ReadIfCurrentAsync(call, known.ClientId, objectType, new VersionedRow(table, id, known.Version))) { return known; }
        }

        var found = await FindAsync(id, call.Cancel);
        call.SetAuditSubject(found?.ClientId.ToString(), objectType, id.ToString());
        call.Authorize(found, found?.RelationOf(call.Caller));
        await accessLog.ReadAsync(call, found.ClientId, objectType, id);
        return found;
    }

    /// <summary>The object as it is now, or null; whoever shows it leaves the row.</summary>
    public async Task<T?> FindAsync(Guid id, CancellationToken cancel)
    {
        var found = await reads.FindAsync(id, cancel);
        if (found is null) { kept.TryRemove(id, out _); }
        else { Keep(found); }

        return found;
    }

    private void Keep(T found)
    {
        if (kept.Count >= MostKept && !kept.ContainsKey(found.ObjectId)) { kept.Clear(); }
        kept.AddOrUpdate(found.ObjectId, static (_, now) => now, static (_, before, now) => now.Version > before.Version ? now : before, found);
    }
}

/// <summary>A row at one version.</summary>
internal readonly record struct VersionedRow(SqlName Table, Guid Id, long Version);
