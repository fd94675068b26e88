namespace Tyokyky.WorkAbilityTeam;

/// <summary>Roles and relations that several use cases ask for, by one name.</summary>
internal static class AccessSets
{
    /// <summary>The team's members and the coordinators who keep its agenda.</summary>
    public const Role Team = Role.TeamMember | Role.Coordinator;

    /// <summary>Whom teams have as members, and cases are opened to.</summary>
    public const Role Partners = Team | Role.Coach | Role.Referrer;
}
