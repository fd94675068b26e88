namespace Tyokyky.ServiceDefaults;

/// <summary>What a caller is to one object.</summary>
[Flags]
public enum Relation
{
    None = 0,
    Sender = 1 << 0,
    Receiver = 1 << 1,
    CaseManager = 1 << 2,
    NamedParticipant = 1 << 3,
    PermissionHolder = 1 << 4,
    Client = 1 << 5,
    Controller = 1 << 6,
    Owner = 1 << 7,
    SameOrganisation = 1 << 8,

    /// <summary>Was asked together with others, and is out of it: may learn that, and nothing else.</summary>
    Asked = 1 << 9,
}
