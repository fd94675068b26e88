using Tyokyky.ServiceDefaults;
using static Tyokyky.ServiceDefaults.Role;

namespace Tyokyky.WorkAbilityTeam;

/// <summary>Who may call what, and what the caller must be to the object. An RPC that is not here is refused.</summary>
internal static class Access
{
    private const string Cases = "tyokyky.team.v1.CasesService";
    private const string Plans = "tyokyky.team.v1.PlansService";

    /// <summary>The team's members and the coordinators who keep its agenda.</summary>
    private const Role Team = TeamMember | Coordinator;

    // The plan is the client's too: it is read and answered by the client alone or together with the team.
    public static AccessTable Table { get; } = new AccessTable()
        .Rpc($"{Cases}/GetCase", Team, Relation.Owner)
        .Rpc($"{Cases}/ListCases", Team)
        .Rpc($"{Cases}/RecordMeeting", Team, Relation.Owner)
        .Rpc($"{Cases}/CloseCase", Team, Relation.Owner)
        .Rpc($"{Plans}/WritePlan", Team, Relation.Owner)
        .Rpc($"{Plans}/GetPlan", Team, Relation.Owner)
        .Rpc($"{Plans}/GetPlan", Client, Relation.Client)
        .Rpc($"{Plans}/GetPlan", Team | Coach | Referrer, Relation.PermissionHolder)
        .Rpc($"{Plans}/RecordClientAnswer", Team, Relation.Owner)
        .Rpc($"{Plans}/RecordClientAnswer", Client, Relation.Client);
}
