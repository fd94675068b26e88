namespace Tyokyky.Metrics;

/// <summary>Roles and relations that several use cases ask for, by one name.</summary>
internal static class AccessSets
{
    /// <summary>Those who must report or steer by figures.</summary>
    public const Role Readers = Role.Manager | Role.Analyst | Role.Coordinator;
}
