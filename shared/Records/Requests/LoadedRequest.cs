using Google.Protobuf;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Records;

/// <summary>What an attempt knows about its request: its key, what it wishes, and the record of an earlier one.</summary>
internal sealed class LoadedRequest(IMessage message)
{
    private static readonly object ItemsKey = new();

    public IMessage Message { get; } = message;

    /// <summary>Of organisation, subject, RPC and request id; null without a request id.</summary>
    public Guid? Key { get; init; }

    /// <summary>Empty: the caller asks for no comparison; null: requests of this type have none.</summary>
    public string? Etag { get; init; }

    /// <summary>Set once the use case said what the etag must match.</summary>
    public bool IsMatched { get; set; }

    public bool ValidateOnly { get; init; }

    /// <summary>Set once the request records were asked for the key.</summary>
    public UnitOfWork? UnitOfWork { get; set; }

    public RequestRecord? Record { get; set; }

    /// <summary>Who changed the object last, if the caller's etag turned out stale.</summary>
    public LastChange? LastChange { get; set; }

    public static LoadedRequest? Of(Call call) => call.Items.TryGetValue(ItemsKey, out var found) ? (LoadedRequest?)found : null;

    public void KeepIn(Call call) => call.Items[ItemsKey] = this;
}

/// <summary>The kept outcome of a request.</summary>
internal sealed record RequestRecord(Fingerprint Fingerprint, byte[] Answer);

/// <summary>A keyed hash of a request's bytes.</summary>
internal readonly record struct Fingerprint(int KeyId, byte[] Value);

/// <param name="ObjectId">What changed: the object, or which part of it.</param>
internal sealed record LastChange(Guid ObjectId, string Actor, DateTimeOffset RecordedAt);
