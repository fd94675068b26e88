namespace Tyokyky.Referrals;

/// <summary>Roles and relations that several use cases ask for, by one name.</summary>
internal static class AccessSets
{
    /// <summary>An agency's worker or system, on either side of a task.</summary>
    public const Role Workers = Role.Referrer | Role.Coordinator | Role.TeamMember | Role.Coach;

    /// <summary>An organisation with a record on the client or a task for the client, and the client's case manager.</summary>
    public const Relation Known = Relation.Controller | Relation.Receiver | Relation.CaseManager;

    /// <summary>Whose a thing is, who takes part in it by agreement, and the client's case manager.</summary>
    public const Relation Shared = Relation.Owner | Relation.NamedParticipant | Relation.CaseManager;

    /// <summary>Whose a thing is, and the client's case manager.</summary>
    public const Relation Leading = Relation.Owner | Relation.CaseManager;

    /// <summary>Whoever works with clients, employers or figures sees who there is to be asked.</summary>
    public const Role Pickers = Workers | Role.EmployerLiaison | Role.Manager | Role.Analyst | Role.Operator;

    /// <summary>The directory is public: whoever has a token reads it. What is not a person's or a person's system's has no use for it.</summary>
    public const Role Everybody = Pickers | Role.DataProtectionOfficer | Role.Client | Role.Employer;

    /// <summary>Who keeps an entry of the directory: its maintainer, and whoever gives the service.</summary>
    public const Relation Keepers = Relation.Owner | Relation.SameOrganisation;
}
