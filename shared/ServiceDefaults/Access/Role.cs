using System.Collections.Frozen;
using System.Numerics;

namespace Tyokyky.ServiceDefaults;

/// <summary>What a caller is to the suite, as its token says.</summary>
[Flags]
public enum Role
{
    None = 0,
    Referrer = 1 << 0,
    Coordinator = 1 << 1,
    TeamMember = 1 << 2,
    Coach = 1 << 3,
    EmployerLiaison = 1 << 4,
    Client = 1 << 5,
    Employer = 1 << 6,
    Manager = 1 << 7,
    Analyst = 1 << 8,
    DataProtectionOfficer = 1 << 9,
    Operator = 1 << 10,
    Service = 1 << 11,
}

/// <summary>The names that tokens, logs and documentation use.</summary>
public static class Roles
{
    private static readonly FrozenDictionary<string, Role> byName = new Dictionary<string, Role>
    {
        ["referrer"] = Role.Referrer,
        ["coordinator"] = Role.Coordinator,
        ["team_member"] = Role.TeamMember,
        ["coach"] = Role.Coach,
        ["employer_liaison"] = Role.EmployerLiaison,
        ["client"] = Role.Client,
        ["employer"] = Role.Employer,
        ["manager"] = Role.Manager,
        ["analyst"] = Role.Analyst,
        ["data_protection_officer"] = Role.DataProtectionOfficer,
        ["operator"] = Role.Operator,
        ["service"] = Role.Service,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<Role, string> names = byName.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>All roles together: whoever has a token.</summary>
    public static Role Any { get; } = names.Keys.Aggregate((all, role) => all | role);

    /// <summary>Every single role.</summary>
    public static IEnumerable<Role> All => names.Keys.Order();

    /// <summary>The role of that name, or None.</summary>
    public static Role Parse(string name) => byName.GetValueOrDefault(name);

    /// <summary>The name of one role; empty for none.</summary>
    public static string Name(Role role) => names.GetValueOrDefault(role, "");

    /// <summary>The names of several roles, comma-separated.</summary>
    public static string Names(Role roles) => string.Join(',', All.Where(role => (roles & role) != 0).Select(Name));

    /// <summary>The first of several roles.</summary>
    public static Role First(Role roles) => roles == Role.None ? Role.None : (Role)(1 << BitOperations.TrailingZeroCount((int)roles));
}
