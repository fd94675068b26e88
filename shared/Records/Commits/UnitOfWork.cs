using System.Diagnostics;
using Google.Protobuf;
using Npgsql;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Records;

/// <summary>Loads what a use case decides on, and commits what it decided.</summary>
public sealed class UnitOfWork
{
    internal static readonly ActivitySource Activities = new("Tyokyky.Records");

    // Longer than any call may last together with the difference of two replicas' clocks.
    private static readonly TimeSpan NearMidnight = TimeSpan.FromMinutes(10);

    private readonly Database database;
    private readonly RequestCipher cipher;
    private readonly AccessLog accessLog;
    private readonly Lazy<ICommitListener[]> listeners;

    internal UnitOfWork(
        Database database, RequestCipher cipher, AccessLog accessLog, TimeProvider time, IBusinessClock clock, Func<IEnumerable<ICommitListener>> listeners)
    {
        this.database = database;
        this.cipher = cipher;
        this.accessLog = accessLog;
        // Asked for at the first commit: a listener may itself need the unitOfWork.
        this.listeners = new(() => [.. listeners()]);
        Time = time;
        Clock = clock;
    }

    internal TimeProvider Time { get; }

    internal IBusinessClock Clock { get; }

    /// <summary>Begins the way of a write that loads nothing: access, an earlier answer, decide, commit.</summary>
    public Loading<bool> Load(IMessage request, Call call) =>
        new(this, request, call, async () => { await LoadAsync(call, request); return true; }, static (_, _) => { });

    /// <summary>Begins the way of a write: load, access, an earlier answer to the same request, decide, commit.</summary>
    public Loading<T?> Load<T>(IMessage request, Call call, GuardedQuery<T> query) =>
        new(this, request, call, () => LoadAsync(call, request, query), (commit, found) => Fence(commit, query, found));

    /// <summary>The same of two queries; the first is what an etag of the request is about.</summary>
    public Loading<T> Load<T, T1, T2>(IMessage request, Call call, GuardedQuery<T1> first, GuardedQuery<T2> second, Func<T1?, T2?, T> together)
    {
        (T1? One, T2? Two) found = default;
        return new(
            this,
            request,
            call,
            async () =>
            {
                found = await LoadAsync(call, request, first, second);
                return together(found.One, found.Two);
            },
            (commit, _) =>
            {
                Fence(commit, first, found.One);
                Fence(commit, second, found.Two);
            });
    }

    /// <summary>The same of three queries.</summary>
    public Loading<T> Load<T, T1, T2, T3>(
        IMessage request, Call call, GuardedQuery<T1> first, GuardedQuery<T2> second, GuardedQuery<T3> third, Func<T1?, T2?, T3?, T> together)
    {
        (T1? One, T2? Two, T3? Three) found = default;
        return new(
            this,
            request,
            call,
            async () =>
            {
                found = await LoadAsync(call, request, first, second, third);
                return together(found.One, found.Two, found.Three);
            },
            (commit, _) =>
            {
                Fence(commit, first, found.One);
                Fence(commit, second, found.Two);
                Fence(commit, third, found.Three);
            });
    }

    /// <summary>Looks for an earlier outcome of the same request; for use cases that load nothing else.</summary>
    internal async Task LoadAsync(Call call, IMessage request)
    {
        var loaded = Begin(call, request);
        if (loaded.Key is not null) { await LoadAsync(call, loaded, [], static (_, _) => ValueTask.CompletedTask); }
    }

    /// <summary>Loads what the query answers, and an earlier outcome of the same request, in one round trip.</summary>
    internal async Task<T?> LoadAsync<T>(Call call, IMessage request, Query<T> query)
    {
        T? one = default;
        var loaded = Begin(call, request);
        await LoadAsync(call, loaded, [query.Sql], async (reader, _) => one = await query.ReadAsync(reader, call.Cancel));
        await FindLastChangeAsync(call, loaded, one as IVersioned);
        return one;
    }

    /// <summary>The same for two queries; the first is what an etag of the request is about, the second maybe its parts.</summary>
    internal async Task<(T1?, T2?)> LoadAsync<T1, T2>(Call call, IMessage request, Query<T1> first, Query<T2> second)
    {
        T1? one = default;
        T2? two = default;
        var loaded = Begin(call, request);
        await LoadAsync(call, loaded, [first.Sql, second.Sql], async (reader, index) =>
        {
            if (index == 0) { one = await first.ReadAsync(reader, call.Cancel); } else { two = await second.ReadAsync(reader, call.Cancel); }
        });
        await FindLastChangeAsync(call, loaded, one as IVersioned, two as IEnumerable<IVersionedPart>);
        return (one, two);
    }

    /// <summary>The same for three queries.</summary>
    internal async Task<(T1?, T2?, T3?)> LoadAsync<T1, T2, T3>(Call call, IMessage request, Query<T1> first, Query<T2> second, Query<T3> third)

    {
        T1? one = default;
        T2? two = default;
        T3? three = default;
        var loaded = Begin(call, request);
        await LoadAsync(call, loaded, [first.Sql, second.Sql, third.Sql], async (reader, index) =>
        {
            if (index == 0) { one = await first.ReadAsync(reader, call.Cancel); }
            else if (index == 1) { two = await second.ReadAsync(reader, call.Cancel); }
            else { three = await third.ReadAsync(reader, call.Cancel); }
        });
        await FindLastChangeAsync(call, loaded, one as IVersioned, two as IEnumerable<IVersionedPart>);
        return (one, two, three);
    }

    /// <summary>A commit that answers a request.</summary>
    internal Commit Commit(Call call, IMessage request)
    {
        call.RequireAuthorized();
        var loaded = LoadedRequest.Of(call);
        if (loaded is null || !ReferenceEquals(loaded.Message, request)) { loaded = RequestShape.Read(request, call); }
        if (loaded is { Key: not null, UnitOfWork: null })
        {
            throw new InvalidOperationException($"{call.Rpc} commits a request that it never loaded: a repeat would not be noticed.");
        }

        return new Commit(this, call, loaded, within: null);
    }

    /// <summary>A commit of the system's own: due work.</summary>
    public Commit SystemCommit(Call call) => new(this, call, request: null, within: null);

    /// <summary>A commit inside an open transaction, which its owner ends: reactions.</summary>
    public Commit CommitWithin(RecordTransaction transaction, Call call) => new(this, call, request: null, transaction);

    internal async Task SaveAsync(Commit commit, IMessage? response)
    {
        commit.Call.RequireAuthorized();
        if (commit.Request is { Etag: not null, IsMatched: false })
        {
            throw new InvalidOperationException($"{commit.Call.Rpc} commits a request with an etag and never said what it must match.");
        }

        if (commit.ValidateOnly)
        {
            // Nothing is written, but the answer shows what the commit would have: that is a read.
            await accessLog.ReadAsync(commit.Call, commit.AnsweredRows);
            return;
        }

        var claim = commit.Within is null ? DueClaim.Of(commit.Call) : null;
        if (claim is { IsSettled: true }) { claim = null; }
        await using var batch = new NpgsqlBatch();
        ClaimRequest(batch, commit, response);
        if (claim is not null) { batch.BatchCommands.Add(claim.Settle.ToBatchCommand()); }
        commit.Fill(batch);
        await ExecuteAsync(batch, commit, commit.Within ?? (Reads)database);

        claim?.IsSettled = true;
        if (commit.Within is not null) { return; }
        foreach (var listener in listeners.Value) { listener.Committed(commit); }
    }

    internal TResponse Replay<TResponse>(Call call, LoadedRequest request, RequestRecord record) where TResponse : class, IMessage<TResponse>, new()
    {
        if (!cipher.IsSame(request.Message, record.Fingerprint)) { throw RequestErrors.Reused(); }
        var answer = cipher.Open(record.Answer, request.Key!.Value);
        call.AnswerAfter(accessLog.ReadAsync(call, answer.Touched));
        var response = new TResponse();
        response.MergeFrom(answer.Response);
        return response;
    }

    // The activity spans exactly the time in which nobody here knows whether it was committed.
    private static async Task ExecuteAsync(NpgsqlBatch batch, Commit commit, Reads on)
    {
        using var activity = Activities.StartActivity("tyokyky.commit");
        await using var lease = await on.OpenAsync(commit.Call.Cancel);
        (batch.Connection, batch.Transaction) = (lease.Connection, lease.Transaction);
        try
        {
            await batch.ExecuteNonQueryAsync(commit.Call.Cancel);
            lease.Answered();
        }
        catch (PostgresException failure)
        {
            lease.Refused(failure);
            if (Failures.Of(failure, commit) is not { } meaning) { throw; }
            activity?.SetStatus(ActivityStatusCode.Error, failure.SqlState);
            throw meaning;
        }
    }

    // First of all: of identical calls all but one wait here, before they touch anything else.
    private void ClaimRequest(NpgsqlBatch batch, Commit commit, IMessage? response)
    {
        if (commit.Request is not { Key: { } key } request || response is null) { return; }
        if (request.Record is not null)
        {
            throw new InvalidOperationException($"{commit.Call.Rpc} has this request's answer already and never asked for Replay.");
        }

        var answer = cipher.Seal(new KeptAnswer(response.ToByteString(), commit.AnsweredRows), key);
        var on = DateOnly.FromDateTime(commit.RecordedAt.UtcDateTime);
        if (commit.RecordedAt.TimeOfDay is var clock && (clock < NearMidnight || clock > TimeSpan.FromDays(1) - NearMidnight))
        {
            batch.BatchCommands.Add(CommitSql.ClaimNearMidnight(key, on).ToBatchCommand());
        }

        batch.BatchCommands.Add(CommitSql.KeepRequest(key, on, commit.RecordedAt, cipher.FingerprintOf(request.Message), answer).ToBatchCommand());
    }

    private static void Fence<T>(Commit commit, GuardedQuery<T> query, T? found)
    {
        if (found is not null && query.Fence is { } fence) { commit.Fence(found, fence(found)); }
    }

    private static LoadedRequest Begin(Call call, IMessage request)
    {
        var loaded = RequestShape.Read(request, call);
        loaded.KeepIn(call);
        return loaded;
    }

    private async Task LoadAsync(Call call, LoadedRequest loaded, Sql[] queries, Func<NpgsqlDataReader, int, ValueTask> read)
    {
        loaded.UnitOfWork = this;
        if (loaded.Key is null && Array.TrueForAll(queries, Query.IsNothing)) { return; }
        await using var lease = await database.OpenAsync(call.Cancel);
        await using var batch = new NpgsqlBatch(lease.Connection);
        foreach (var sql in queries)
        {
            if (!Query.IsNothing(sql)) { batch.BatchCommands.Add(sql.ToBatchCommand()); }
        }

        if (loaded.Key is { } key) { batch.BatchCommands.Add(CommitSql.FindRequest(key).ToBatchCommand()); }
        await using var reader = await batch.ExecuteReaderAsync(call.Cancel);
        for (var i = 0; i < queries.Length; i++)
        {
            if (Query.IsNothing(queries[i])) { continue; }
            await read(reader, i);
            await reader.NextResultAsync(call.Cancel);
        }

        if (loaded.Key is not null && await reader.ReadAsync(call.Cancel))
        {
            loaded.Record = new RequestRecord(new Fingerprint(reader.GetInt32(0), reader.GetFieldValue<byte[]>(1)), reader.GetFieldValue<byte[]>(2));
            call.IsRepeat = cipher.IsSame(loaded.Message, loaded.Record.Fingerprint);
        }

        lease.Answered();
    }

    // What changes a part changes the whole's version too.
    private async Task FindLastChangeAsync(Call call, LoadedRequest loaded, IVersioned? versioned, IEnumerable<IVersionedPart>? parts = null)
    {
        if (versioned is null || string.IsNullOrEmpty(loaded.Etag) || loaded.Etag == versioned.Etag.Value) { return; }
        (string Type, Guid Id)[] objects = [(versioned.ObjectType, versioned.ObjectId), .. (parts ?? []).Select(part => (part.ObjectType, part.ObjectId))];
        loaded.LastChange = await database.OneAsync(
            new Query<LastChange>(
                $"""
                SELECT o.id, t.actor, t.recorded_at
                FROM unnest({objects.Select(one => one.Type).ToArray()}, {objects.Select(one => one.Id).ToArray()}) AS o (type, id)
                CROSS JOIN LATERAL (
                  SELECT seq, actor, recorded_at FROM transition WHERE object_id = o.id AND object_type = o.type ORDER BY seq DESC LIMIT 1) AS t
                ORDER BY t.seq DESC LIMIT 1
                """,
                row => new LastChange(row.GetGuid(0), row.GetString(1), row.GetFieldValue<DateTimeOffset>(2))),
            call.Cancel);
    }
}
