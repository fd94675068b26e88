namespace Tyokyky.Referrals.Common;

/// <summary>Lists that a client may ask for too.</summary>
internal static class ClientLists
{
    /// <summary>
    /// The client whose list it is: the one that the request names, who must be the caller, or (empty) the caller. Whoever asks for another client's is
    /// refused, and not answered with what was not asked for.
    /// </summary>
    public static Guid ListedClient(this Call call, string clientId)
    {
        var own = Ids.Optional(clientId) ?? call.Caller.OwnClientId();
        call.SetAuditSubject(clientId, "client", clientId);
        call.Authorize(call.Caller.IsClient(own) ? Relation.Client : null);
        return own;
    }
}
