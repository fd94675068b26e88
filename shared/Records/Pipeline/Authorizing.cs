using Google.Protobuf;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Records;

/// <summary>What a use case loads and to whom it answers. The next step is to decide.</summary>
public sealed class Authorizing<T>
{
    private readonly Loading<T> loading;
    private readonly Func<T, AuditSubject>? subject;
    private readonly Func<T, ValueTask<Relation?>>? relation;
    private Func<T, (string? Etag, Func<Guid, bool>? TellsWho)>? etag;

    internal Authorizing(Loading<T> loading, Func<T, AuditSubject>? subject, Func<T, ValueTask<Relation?>>? relation)
    {
        this.loading = loading;
        this.subject = subject;
        this.relation = relation;
    }

    /// <summary>What the request's etag must match; a request that has one is not committed without.</summary>
    /// <param name="current">The etag that the caller has if it saw the last version; null: what the request writes is new.</param>
    /// <param name="tellsWho">Whether the caller may learn who changed the object, or the part of it with that id; null: whoever it was.</param>
    public Authorizing<T> Match(Func<T, string?> current, Func<T, Guid, bool>? tellsWho = null)
    {
        etag = loaded => (current(loaded), tellsWho is null ? null : id => tellsWho(loaded, id));
        return this;
    }

    /// <summary>
    /// Load, who is concerned, access, an earlier answer to the same request, the etag; then <paramref name="decide"/>, which fills the commit and
    /// makes the answer; then the commit, behind the fences of what was loaded.
    /// </summary>
    public async Task<TResponse> WriteAsync<TResponse>(Func<T, Commit, ValueTask<TResponse>> decide)
        where TResponse : class, IMessage<TResponse>, new()
    {
        var call = loading.Call;
        var loaded = await loading.RunAsync();
        if (subject?.Invoke(loaded) is { } about) { call.SetAuditSubject(about.ClientId?.ToString(), about.ObjectType, about.ObjectId); }
        if (relation is not null) { call.Authorize(await relation(loaded)); }
        if (call.Replay<TResponse>() is { } done) { return done; }
        if (etag?.Invoke(loaded) is var (current, tellsWho)) { call.MustMatch(current, tellsWho); }

        var commit = loading.UnitOfWork.Commit(call, loading.Request);
        var response = await decide(loaded, commit);
        loading.Fence(commit, loaded);
        return await commit.SaveAsync(response);
    }
}
