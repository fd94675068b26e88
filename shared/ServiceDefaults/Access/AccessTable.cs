using System.Collections;

namespace Tyokyky.ServiceDefaults;

/// <summary>
/// RPC → roles, and the relation to the object. What is absent is refused. A service's own is generated from its use cases' <see cref="AccessAttribute"/>.
/// </summary>
public sealed class AccessTable : IEnumerable<AccessRule>
{
    private readonly Dictionary<string, AccessRule> rules = [];
    private readonly HashSet<string> untraced = [];

    /// <summary>Opens an RPC ("package.Service/Method") to roles; a second line for the same RPC adds to the first.</summary>
    public AccessTable Rpc(string rpc, Role roles, Relation relations = Relation.None)
    {
        if (roles == Role.None)
        {
            throw new ArgumentException($"{rpc} is opened to no role.", nameof(roles));
        }

        return Add(rpc, isAnonymous: false, [new AccessGrant(roles, relations)]);
    }

    /// <summary>Opens an RPC to everyone, without a token.</summary>
    public AccessTable Anonymous(string rpc) => Add(rpc, isAnonymous: true, []);

    /// <summary>Leaves no spans of an RPC: polling says nothing that anyone would look for.</summary>
    public AccessTable Untraced(string rpc)
    {
        untraced.Add(Path(rpc));
        return this;
    }

    /// <summary>The rule of "/package.Service/Method", or null.</summary>
    public AccessRule? Find(string path) => rules.GetValueOrDefault(path);

    /// <summary>The rule of the RPC of that name, whichever service of the table has it: an action of a state table is called like its RPC.</summary>
    public AccessRule RuleOf(string method) => rules.Values.First(rule => rule.Rpc.EndsWith("/" + method, StringComparison.Ordinal));

    /// <summary>Null when a caller who holds these relations may do the action; else the reason code that it is refused with.</summary>
    public string? RefusalOf(string method, Caller caller, Relation held)
    {
        var rule = RuleOf(method);
        return (caller.Roles & rule.AllRoles) == 0 ? "ROLE_NOT_ALLOWED" : rule.Authorizes(caller.Roles, held) == Role.None ? "NO_RELATION" : null;
    }

    /// <inheritdoc/>
    public IEnumerator<AccessRule> GetEnumerator() => rules.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Add(AccessTable other)
    {
        foreach (var rule in other)
        {
            Add(rule.Rpc, rule.IsAnonymous, [.. rule.Grants]);
        }

        untraced.UnionWith(other.untraced);
    }

    internal bool IsUntraced(string path) => untraced.Contains(path);

    private static string Path(string rpc) => rpc.StartsWith('/') ? rpc : "/" + rpc;

    private AccessTable Add(string rpc, bool isAnonymous, AccessGrant[] grants)
    {
        var path = Path(rpc);
        rules[path] = rules.TryGetValue(path, out var before)
            ? new AccessRule(path, before.IsAnonymous || isAnonymous, [.. before.Grants, .. grants])
            : new AccessRule(path, isAnonymous, grants);
        return this;
    }
}
