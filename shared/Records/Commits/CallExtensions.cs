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

    /// <summary>Refuses with ETAG_STALE when the caller saw another version; an empty etag asks for no check.</summary>
    /// <param name="tellsWho">Whether the caller may learn who changed the object, or the part of it with that id, and when; null: whoever it was.</param>
    public static void MustMatch(this Call call, string? expected, string current, Func<Guid, bool>? tellsWho = null)
    {
        if (!string.IsNullOrEmpty(expected) && expected != current)
        {
            throw RequestErrors.StaleEtag(current, LoadedRequest.Of(call)?.LastChange is { } last && tellsWho?.Invoke(last.ObjectId) != false ? last : null);
        }
    }
}
