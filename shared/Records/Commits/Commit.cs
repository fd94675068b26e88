using Google.Protobuf;
using Npgsql;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Records;

/// <summary>Everything that one use case writes: one batch, one round trip, all or nothing.</summary>
public sealed class Commit
{
    // Each number of rows is a statement of its own to the server, prepared on every connection.
    private const int MostRows = 8;

    private readonly UnitOfWork unitOfWork;
    private readonly LoadedRequest? request;
    private readonly List<NpgsqlBatchCommand> guards = [];
    private readonly List<NpgsqlBatchCommand> statements = [];
    private readonly List<(Guid? Id, NpgsqlBatchCommand Command)> fences = [];
    private readonly HashSet<Guid> changed = [];
    private readonly List<Touch> touched = [];
    private readonly List<Touch> shown = [];
    private List<KeyValuePair<string, Func<Exception>>>? refusals;
    private List<Action>? whenLost;
    private (string Into, Sql Insert, int Count)? rows;

    internal Commit(UnitOfWork unitOfWork, Call call, LoadedRequest? request, RecordTransaction? within)
    {
        this.unitOfWork = unitOfWork;
        this.request = request;
        Call = call;
        Within = within;
        RecordedAt = unitOfWork.Time.GetUtcNow();
        OccurredAt = unitOfWork.Clock.Now;
    }

    /// <summary>The call that commits.</summary>
    public Call Call { get; }

    /// <summary>Real time, one for all rows of this commit.</summary>
    public DateTimeOffset RecordedAt { get; }

    /// <summary>Business time, one for all rows of this commit.</summary>
    public DateTimeOffset OccurredAt { get; }

    /// <summary>The request asked for the checks alone: nothing will be written.</summary>
    public bool ValidateOnly => request?.ValidateOnly == true;

    /// <summary>The open transaction this commit is part of, for reactions; else it is a transaction of its own.</summary>
    public RecordTransaction? Within { get; }

    /// <summary>True once a fact was added; set by the event log.</summary>
    public bool HasFacts { get; set; }

    /// <summary>True once work was planned for now; what is for later is found by looking.</summary>
    internal bool HasWorkForNow { get; private set; }

    /// <summary>A change (without RETURNING) that must change a row; if it changes none, nothing of the commit happens.</summary>
    public Commit Guard(Sql change)
    {
        guards.Add(change.ToGuardCommand());
        return this;
    }

    /// <summary>The change of an aggregate that was loaded to be changed: it guards itself by its version, and needs no fence.</summary>
    public Commit Change(IVersioned before, Sql change)
    {
        changed.Add(before.ObjectId);
        return Guard(change);
    }

    /// <summary>Rows that must still be there, locked, as they were when it was decided: if there is none, nothing of the commit happens.</summary>
    public Commit Fence(Sql rows)
    {
        fences.Add((null, rows.ToFenceCommand()));
        return this;
    }

    /// <summary>Rows that must not be there: if there is one after all, nothing of the commit happens, and the call is decided anew.</summary>
    public Commit GuardAbsence(Sql rows)
    {
        guards.Add(rows.ToAbsenceCommand());
        return this;
    }

    /// <summary>What to do when a guard finds that something changed: forget a copy in memory that was decided upon, to decide by a new one.</summary>
    public Commit WhenLost(Action forget)
    {
        (whenLost ??= []).Add(forget);
        return this;
    }

    /// <summary>A query that locks until the commit's end, before the guards that are added after it.</summary>
    public Commit Lock(Sql locking)
    {
        guards.Add(locking.ToBatchCommand());
        return this;
    }

    /// <summary>Any other statement, after the guards.</summary>
    public Commit Add(Sql statement)
    {
        statements.Add(statement.ToBatchCommand());
        return this;
    }

    /// <summary>
    /// A row (<c>(value, …)</c>) of a table (<c>INSERT INTO … VALUES</c>) that a commit adds several of: as many as can be are one statement, which
    /// keeps their order and comes after the others.
    /// </summary>
    public Commit AddRow(Sql insert, Sql row)
    {
        if (rows is { Count: < MostRows } open && ReferenceEquals(open.Into, insert.Text))
        {
            open.Insert.AppendLiteral(", ");
            open.Insert.AppendFormatted(row);
            rows = open with { Count = open.Count + 1 };
        }
        else
        {
            CloseRows();
            rows = (insert.Text, insert, 1);
            insert.AppendFormatted(row);
        }

        return this;
    }

    /// <summary>Says what a unique or foreign key violation of that constraint means to the caller.</summary>
    public Commit OnViolation(string constraint, Func<Exception> refusal)
    {
        (refusals ??= []).Add(new(constraint, refusal));
        return this;
    }

    /// <summary>Keeps the transition's row, with who, in which role, when and the trace.</summary>
    public Commit Transition(Transition transition) => Add(CommitSql.Transition(this, transition));

    /// <summary>
    /// Changes as many objects as it finds (UPDATE … RETURNING id, client_id), each with its transition's row. <paramref name="beside"/> reads the
    /// same rows as <c>changed</c>: <c>, name AS (…)</c>.
    /// </summary>
    public Commit ChangeEach(Sql change, string objectType, string what, Sql? beside = null)
    {
        // What stands beside may add rows to the same table, after those of before.
        CloseRows();
        return Add(CommitSql.ChangeEach(this, change, objectType, what, beside ?? (Sql)$""));
    }

    /// <summary>An access-log row: this commit changes data on that client.</summary>
    public Commit LogChange(string clientId, string objectType, string objectId)
    {
        touched.Add(new Touch(Guid.Parse(clientId), objectType, objectId));
        return this;
    }

    /// <inheritdoc cref="LogChange(string, string, string)"/>
    public Commit LogChange(Guid clientId, string objectType, Guid objectId)
    {
        touched.Add(new Touch(clientId, objectType, objectId.ToString()));
        return this;
    }

    /// <summary>An access-log row: the answer shows data on that client, who is not the one changed.</summary>
    public Commit LogRead(Guid clientId, string objectType, Guid objectId)
    {
        shown.Add(new Touch(clientId, objectType, objectId.ToString()));
        return this;
    }

    /// <summary>Plans work for a business time, or moves it there if it is planned already.</summary>
    public Commit Due(string kind, string key, DateTimeOffset dueAt, string payload = "")
    {
        HasWorkForNow |= dueAt <= OccurredAt;
        return Add(CommitSql.Due(this, kind, key, dueAt, payload));
    }

    /// <summary>Takes planned work back.</summary>
    public Commit Settle(string kind, string key) => Add(CommitSql.Settle(kind, key));

    /// <summary>Writes all of it and answers <paramref name="response"/>, which a repeat of the request will get byte for byte.</summary>
    public async Task<TResponse> SaveAsync<TResponse>(TResponse response) where TResponse : IMessage
    {
        await unitOfWork.SaveAsync(this, response);
        return response;
    }

    /// <summary>Writes all of it: due work and reactions, which answer nobody.</summary>
    public Task SaveAsync() => unitOfWork.SaveAsync(this, response: null);

    /// <summary>What was loaded to be decided upon must still be as it was read; first of all, and not for what the commit changes itself.</summary>
    internal Commit Fence(object found, Sql rows)
    {
        fences.Add(((found as IVersioned)?.ObjectId, rows.ToFenceCommand()));
        return this;
    }

    internal LoadedRequest? Request => request;

    /// <summary>Whose data the answer holds, and so does every repeat of it.</summary>
    internal IReadOnlyList<Touch> AnsweredRows => [.. touched, .. shown];

    internal void Fill(NpgsqlBatch batch)
    {
        CloseRows();
        foreach (var (id, fence) in fences)
        {
            if (id is not { } fenced || !changed.Contains(fenced)) { batch.BatchCommands.Add(fence); }
        }

        foreach (var guard in guards) { batch.BatchCommands.Add(guard); }
        foreach (var statement in statements) { batch.BatchCommands.Add(statement); }
        foreach (var touch in touched) { batch.BatchCommands.Add(CommitSql.Access(this, "change", touch).ToBatchCommand()); }
        foreach (var touch in shown) { batch.BatchCommands.Add(CommitSql.Access(this, "read", touch).ToBatchCommand()); }
    }

    private void CloseRows()
    {
        if (rows is { } open) { Add(open.Insert); }
        rows = null;
    }

    internal void Lost()
    {
        foreach (var forget in whenLost ?? []) { forget(); }
    }

    internal Exception? RefusalOf(PostgresException failure)
    {
        foreach (var (constraint, refusal) in refusals ?? [])
        {
            if (failure.ConstraintName == constraint) { return refusal(); }
        }

        return null;
    }
}
