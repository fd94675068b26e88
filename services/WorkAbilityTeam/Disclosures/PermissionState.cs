using Tyokyky.WorkAbilityTeam.Common;

namespace Tyokyky.WorkAbilityTeam.Disclosures;

/// <summary>
/// Whether what is known here of permissions, and of who is whom, may still be relied on: a withdrawal not heard of must not disclose anything.
/// </summary>
internal sealed class PermissionState(ISourceCurrency sources, IClientIds clientIds, TimeProvider time)
{
    private const string Source = "referrals";

    private static readonly TimeSpan reliable = TimeSpan.FromSeconds(10);

    /// <summary>What the caller is to what is a client's; that it is the same client under another id must be known to hold still.</summary>
    public async ValueTask<Relation?> RelationOfAsync(Guid? clientId, Relation? relation, Call call)
    {
        if (clientId is { } id && call.Caller.OtherClientIds.Contains(id))
        {
            await MustBeCurrentAsync(id, call.Cancel);
        }

        return relation;
    }

    /// <inheritdoc cref="RelationOfAsync(Guid?, Relation?, Call)"/>
    public ValueTask<Relation?> RelationOfAsync(ClientAnchor? anchor, Call call) =>
        RelationOfAsync(anchor?.Client.Id, anchor?.RelationOf(call.Caller), call);

    public async Task MustBeCurrentAsync(Guid clientId, CancellationToken cancel) =>
        await MustBeCurrentAsync([.. (await clientIds.OfAsync(clientId, cancel)).Select(id => id.ToString())], cancel);

    /// <summary>The same of several clients, with every id that each has.</summary>
    public async Task MustBeCurrentAsync(string[] ids, CancellationToken cancel)
    {
        if (sources.CurrentAt(Source) is not { } current
            || time.GetUtcNow() - current > reliable
            || await sources.IsParkedAsync(Source, ids, cancel))
        {
            throw new DomainException(ErrorKind.Unavailable, "PERMISSION_STATE_STALE", "Whether the client's permission still holds is not known just now.")
            {
                RetryAfter = TimeSpan.FromSeconds(1),
            };
        }
    }
}
