using static Tyokyky.Contracts.Team.V1.CaseState;

namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>What can be done with a case; the names are those of the RPCs.</summary>
internal enum CaseAction
{
    RecordMeeting,
    WritePlan,
    CloseCase,
}

/// <summary>The case's states. A closed case stays closed.</summary>
internal static class CaseTable
{
    public static StateTable<CaseState, CaseAction> Table { get; } = new(
        "case",
        new(CaseAction.RecordMeeting, [Open], [InHandling]),
        new(CaseAction.RecordMeeting, [InHandling, Planned], []),
        new(CaseAction.WritePlan, [Open, InHandling, Planned], [Planned]),
        new(CaseAction.CloseCase, [Open, InHandling, Planned], [Closed]));
}
