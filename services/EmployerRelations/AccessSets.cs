namespace Tyokyky.EmployerRelations;

/// <summary>Roles and relations that several use cases ask for, by one name.</summary>
internal static class AccessSets
{
    /// <summary>Those who talk with employers.</summary>
    public const Role Workers = Role.Coach | Role.EmployerLiaison;
}
