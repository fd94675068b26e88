namespace Tyokyky.Referrals.Common;

/// <summary>Whom a caller stands for: an organisation, or only themselves.</summary>
internal static class Callers
{
    /// <summary>A client or an employer has an organisation in the token too, but not its rights.</summary>
    public static bool ActsForOrganisation(this Caller caller) => (caller.Roles & ~(Role.Client | Role.Employer)) != Role.None;

    /// <summary>A professional or a system of professionals; not a client, an employer or another service.</summary>
    public static bool IsProfessional(this Caller caller) => (caller.Roles & ~(Role.Client | Role.Employer | Role.Service)) != Role.None;

    /// <summary>The client who calls, by the id that the token names; no client's id for anyone else.</summary>
    public static Guid OwnClientId(this Caller caller) => Guid.TryParse(caller.ClientId, out var id) ? id : Guid.Empty;

    /// <summary>The organisation acted for; empty for those who stand only for themselves.</summary>
    public static string OwnOrganisation(this Caller caller) => caller.ActsForOrganisation() ? caller.Organisation : "";
}
