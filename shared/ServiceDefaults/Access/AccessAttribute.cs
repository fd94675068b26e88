namespace Tyokyky.ServiceDefaults;

/// <summary>
/// Who may call a use case: these roles, with at least one of these relations to its object (none: no relation is needed). It may be said more than
/// once; a use case without it does not build.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class AccessAttribute(Role roles, Relation relations = Relation.None) : Attribute
{
    public Role Roles { get; } = roles;

    public Relation Relations { get; } = relations;
}
