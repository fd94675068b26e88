using static Tyokyky.Contracts.Team.V1.CaseState;

namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>What can be done with a case; the names are those of the RPCs.</summary>
internal enum CaseAction
{
    PlanMeeting,
    RecordMeeting,
    WritePlan,
    AssignCaseTeam,
    RecordTeamAgreement,
    WriteCasePackage,
    InviteToCase,
    CloseCase,
    CorrectCase,
    EnterCaseInError,
}

/// <summary>The case's states. A closed case stays closed, unless it was a mistake.</summary>
internal static class CaseTable
{
    private static readonly CaseState[] open = [Open, InHandling, Planned];

    public static StateTable<CaseState, CaseAction> Table { get; } = new(
        "case",
        new(CaseAction.PlanMeeting, open, []),
        new(CaseAction.RecordMeeting, [Open], [InHandling]),
        new(CaseAction.RecordMeeting, [InHandling, Planned], []),
        new(CaseAction.WritePlan, open, [Planned]),
        new(CaseAction.AssignCaseTeam, open, []),
        new(CaseAction.RecordTeamAgreement, open, []),
        new(CaseAction.WriteCasePackage, open, []),
        new(CaseAction.InviteToCase, open, []),
        new(CaseAction.CloseCase, open, [Closed]),
        new(CaseAction.CorrectCase, [.. open, Closed], [], ReasonSystem: "correction-reason"),
        new(CaseAction.EnterCaseInError, [.. open, Closed], [EnteredInError], ReasonSystem: "error-reason"));

    /// <summary>Null when the state allows the action; else the reason code that it is refused with.</summary>
    public static string? BlockedBy(CaseAction action, TeamCase teamCase) =>
        Table.Find(action, teamCase.State) is not null ? null : teamCase.State == Closed ? "CASE_CLOSED" : "CASE_ENTERED_IN_ERROR";
}
