namespace Tyokyky.Referrals.Coordination;

/// <summary>What of other capabilities goes with a client's case manager (CapabilitiesTogether).</summary>
internal interface ICaseManagementFollowers
{
    /// <summary>What the case manager before owned or had goes with the client.</summary>
    void Follow(Commit commit, Guid clientId, Appointment last, Appointment next);

    /// <summary>Why the client can't be without a case manager; null when nothing needs one.</summary>
    Query<DomainException> Needing(Guid clientId);

    /// <summary>Nothing that needs a case manager begins meanwhile.</summary>
    Commit GuardNoNeed(Commit commit, Guid clientId);
}
