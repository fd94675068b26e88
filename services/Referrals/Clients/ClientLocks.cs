namespace Tyokyky.Referrals.Clients;

/// <summary>
/// What orders the commits on one person, under whichever of the person's ids, where no row that both change does. Held to the commit's end
/// (<see cref="Commit.Lock"/>).
/// </summary>
internal static class ClientLocks
{
    /// <summary>What the client has permitted and forbidden.</summary>
    public const string Permissions = "permissions";

    /// <summary>Which controllers have a record on the client.</summary>
    public const string Records = "records";

    /// <summary>Whether somebody is the client's case manager.</summary>
    public const string CaseManagement = "case";

    /// <summary>Who is named as responsible for the client.</summary>
    public const string Responsibility = "responsibility";

    /// <summary>For who relies on it: others may too, and nobody changes it meanwhile.</summary>
    public static Sql Rely(string on, Guid clientId) =>
        $"SELECT pg_advisory_xact_lock_shared(hashtextextended({on} || ' of ' || id, 0)) FROM ({Ids(clientId)}) same";

    /// <summary>For who changes it.</summary>
    public static Sql Change(string what, Guid clientId) =>
        $"SELECT pg_advisory_xact_lock(hashtextextended({what} || ' of ' || id, 0)) FROM ({Ids(clientId)}) same";

    // In one order for everybody, or two would wait for each other.
    private static Sql Ids(Guid clientId) => $"SELECT unnest(tyokyky_same_client({clientId})) AS id ORDER BY 1";
}
