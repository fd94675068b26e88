using Google.Protobuf;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Records;

/// <summary>
/// The one way in which an existing aggregate changes: load, who is concerned, access, an earlier answer to the same request, the etag, decide,
/// commit behind the version, answer. A kind of aggregate says what differs; a use case says what it decides and answers.
/// </summary>
/// <typeparam name="T">The aggregate.</typeparam>
/// <typeparam name="TMessage">What the contract shows of it.</typeparam>
public abstract class AggregateKind<T, TMessage>(UnitOfWork unitOfWork)
    where T : class, IAggregate<T>
{
    /// <summary>A change of the aggregate.</summary>
    /// <param name="load">Finds it, with its parts.</param>
    /// <param name="decide">Asks the aggregate; its refusals are the caller's.</param>
    /// <param name="answer">What the caller gets, of the aggregate as it now is.</param>
    public Task<TResponse> ChangeAsync<TRequest, TResponse>(
        TRequest request, Call call, AggregateQuery<T> load, Func<T, ValueTask<Change<T>>> decide, Func<TMessage, TResponse> answer)
        where TRequest : IMessage
        where TResponse : class, IMessage<TResponse>, new() =>
        ChangeAsync(request, call, load, (before, _) => decide(before), answer);

    /// <inheritdoc cref="ChangeAsync{TRequest, TResponse}(TRequest, Call, AggregateQuery{T}, Func{T, ValueTask{Change{T}}}, Func{TMessage, TResponse})"/>
    public Task<TResponse> ChangeAsync<TRequest, TResponse>(
        TRequest request, Call call, AggregateQuery<T> load, Func<T, Change<T>> decide, Func<TMessage, TResponse> answer)
        where TRequest : IMessage
        where TResponse : class, IMessage<TResponse>, new() =>
        ChangeAsync(request, call, load, (before, _) => ValueTask.FromResult(decide(before)), answer);

    /// <summary>A change that writes more than the aggregate: <paramref name="decide"/> adds it to the commit.</summary>
    public async Task<TResponse> ChangeAsync<TRequest, TResponse>(
        TRequest request, Call call, AggregateQuery<T> load, Func<T, Commit, ValueTask<Change<T>>> decide, Func<TMessage, TResponse> answer)
        where TRequest : IMessage
        where TResponse : class, IMessage<TResponse>, new()
    {
        var before = await load.RunAsync(unitOfWork, request, call);
        call.SetAuditSubject(before is null ? null : ClientOf(before)?.ToString(), load.ObjectType, before?.ObjectId.ToString() ?? load.Id);
        var relation = before is null ? (Relation?)null : await RelationAsync(before, load.Part, call);
        call.Authorize(before, relation);
        if (call.Replay<TResponse>() is { } done) { return done; }

        call.MustMatch(EtagFor(before, call), id => TellsWho(before, id, relation!.Value, call));
        var commit = unitOfWork.Commit(call, request);
        var change = await decide(before, commit);
        var now = await ApplyAsync(commit, before, change);
        return await commit.SaveAsync(answer(await ShowAsync(now.At(before.Version + 1), relation!.Value, call)));
    }

    /// <summary>
    /// Writes a change, whoever makes it: a caller here, a fact in a reaction, its own time; <paramref name="before"/> is null for a new one. Answers
    /// the aggregate as it was written.
    /// </summary>
    public async ValueTask<T> ApplyAsync(Commit commit, T? before, Change<T> change)
    {
        var now = await WriteAsync(commit, before, change);
        if (ClientOf(now) is { } client) { commit.LogChange(client, now.ObjectType, now.ObjectId); }
        return now;
    }

    /// <summary>What the caller is to the aggregate, or to the part of it that the call is about.</summary>
    protected abstract ValueTask<Relation> RelationAsync(T found, Guid? part, Call call);

    /// <summary>
    /// What a change writes: the aggregate by its version (<see cref="Commit.Change"/>), or, if there was none before, its row; its parts, timers,
    /// transition and facts. Answers the aggregate as it was written.
    /// </summary>
    protected abstract ValueTask<T> WriteAsync(Commit commit, T? before, Change<T> change);

    /// <summary>What the caller sees of it.</summary>
    protected abstract ValueTask<TMessage> ShowAsync(T now, Relation relation, Call call);

    /// <summary>The client whom it is about; null: none.</summary>
    protected virtual Guid? ClientOf(T found) => null;

    /// <summary>Whether the caller may learn who changed it, or the part of it with that id.</summary>
    protected virtual bool TellsWho(T found, Guid changed, Relation relation, Call call) => true;

    /// <summary>The etag that the caller has if it saw the last version.</summary>
    protected virtual Etag EtagFor(T found, Call call) => found.Etag;
}

/// <summary>An aggregate as it becomes, and the transition that its history keeps.</summary>
public readonly record struct Change<T>(T Now, Transition Transition)
{
    public static implicit operator Change<T>((T Now, Transition Transition) change) => new(change.Now, change.Transition);
}
