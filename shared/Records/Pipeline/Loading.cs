using Google.Protobuf;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Records;

/// <summary>What a use case loads before it decides. The next step is to say whether the caller may.</summary>
public sealed class Loading<T>
{
    private readonly Func<Task<T>> load;
    private readonly Action<Commit, T> fence;

    internal Loading(UnitOfWork unitOfWork, IMessage request, Call call, Func<Task<T>> load, Action<Commit, T> fence)
    {
        UnitOfWork = unitOfWork;
        Request = request;
        Call = call;
        this.load = load;
        this.fence = fence;
    }

    internal UnitOfWork UnitOfWork { get; }

    internal IMessage Request { get; }

    internal Call Call { get; }

    /// <summary>
    /// Who is concerned and what the caller is to it; null: there is no such object. The caller goes on with one of the relations that the use
    /// case's [Access] asks for, and is refused alike whether or not there is an object.
    /// </summary>
    public Authorizing<T> Authorize(Func<T, AuditSubject> subject, Func<T, Relation?> relation) =>
        Authorize(subject, loaded => ValueTask.FromResult(relation(loaded)));

    /// <inheritdoc cref="Authorize(Func{T, AuditSubject}, Func{T, Relation?})"/>
    public Authorizing<T> Authorize(Func<T, AuditSubject> subject, Func<T, ValueTask<Relation?>> relation) => new(this, subject, relation);

    /// <summary>For what the caller's role alone opens.</summary>
    public Authorizing<T> ForEveryone() => new(this, null, null);

    internal Task<T> RunAsync() => load();

    internal void Fence(Commit commit, T loaded) => fence(commit, loaded);
}

/// <summary>Whom and what a call is about, for the access log's row of a refusal.</summary>
/// <param name="ClientId">The client; null when it is about none, or about one who is not known yet.</param>
public readonly record struct AuditSubject(Guid? ClientId, string ObjectType, string ObjectId)
{
    public AuditSubject(Guid? clientId, string objectType, Guid objectId)
        : this(clientId, objectType, objectId.ToString())
    {
    }
}
