namespace Tyokyky.ServiceDefaults;

/// <summary>One line of the table: these roles, with at least one of these relations (none: no relation is needed).</summary>
public readonly record struct AccessGrant(Role Roles, Relation Relations);

/// <summary>Who may call one RPC.</summary>
public sealed class AccessRule
{
    private readonly AccessGrant[] grants;

    internal AccessRule(string rpc, bool isAnonymous, AccessGrant[] grants)
    {
        Rpc = rpc;
        IsAnonymous = isAnonymous;
        this.grants = grants;
        foreach (var grant in grants)
        {
            AllRoles |= grant.Roles;
        }
    }

    /// <summary>The RPC, as "/package.Service/Method".</summary>
    public string Rpc { get; }

    /// <summary>True for the few RPCs that ask for no token.</summary>
    public bool IsAnonymous { get; }

    /// <summary>The table's lines for this RPC.</summary>
    public IReadOnlyList<AccessGrant> Grants => grants;

    /// <summary>Every role that some line names.</summary>
    public Role AllRoles { get; }

    /// <summary>True when a caller with these roles is let in without a relation to an object.</summary>
    public bool NeedsNoRelation(Role roles)
    {
        foreach (var grant in grants)
        {
            if (grant.Relations == Relation.None && (grant.Roles & roles) != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The role in which a caller who holds these relations is let in, or None.</summary>
    public Role Authorizes(Role roles, Relation held)
    {
        foreach (var grant in grants)
        {
            if ((grant.Roles & roles) != 0 && (grant.Relations == Relation.None || (grant.Relations & held) != 0))
            {
                return Roles.First(grant.Roles & roles);
            }
        }

        return Role.None;
    }
}
