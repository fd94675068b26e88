namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Whom a caller stands for: an organisation, or only themselves.</summary>
internal static class Callers
{
    /// <summary>A client or an employer has an organisation in the token too, but not its rights.</summary>
    public static bool ActsFor(this Caller caller, string organisation) =>
        (caller.Roles & ~(Role.Client | Role.Employer)) != Role.None && caller.Organisation == organisation;

    /// <summary>The client who calls, by the id that the token names; no client's id for anyone else.</summary>
    public static Guid OwnClientId(this Caller caller) => Guid.TryParse(caller.ClientId, out var id) ? id : Guid.Empty;
}
