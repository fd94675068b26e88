using Google.Protobuf;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Records;

/// <summary>What a use case asks of its call between loading and deciding.</summary>
public static class CallExtensions
{
    /// <summary>The answer of the first time, if this very request was committed before; to be asked after access and before anything else.</summary>
    internal static TResponse? Replay<TResponse>(this Call call) where TResponse : class, IMessage<TResponse>, new()
    {
        call.RequireAuthorized();
        return LoadedRequest.Of(call) is { Record: { } record, UnitOfWork: { } unitOfWork } request
            ? unitOfWork.Replay<TResponse>(call, request, record)
            : null;
    }

    /// <summary>
    /// Refuses with ETAG_STALE when the caller saw another version, and with ETAG_UNEXPECTED when there was none to see; an empty etag asks for no
    /// check. A request that has an etag is not committed without.
    /// </summary>
    /// <param name="current">The etag that the caller has if it saw the last version; null: what the request writes is new.</param>
    /// <param name="tellsWho">Whether the caller may learn who changed the object, or the part of it with that id, and when; null: whoever it was.</param>
    public static void MustMatch(this Call call, string? current, Func<Guid, bool>? tellsWho = null)
    {
        var request = LoadedRequest.Of(call)!;
        request.IsMatched = true;
        if (request.Etag is not { Length: > 0 } expected || expected == current) { return; }
        throw current is null
            ? RequestErrors.UnexpectedEtag()
            : RequestErrors.StaleEtag(current, request.LastChange is { } last && tellsWho?.Invoke(last.ObjectId) != false ? last : null);
    }
}
