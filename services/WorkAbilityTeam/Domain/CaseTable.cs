using Tyokyky.Contracts.Team.V1;

namespace Tyokyky.WorkAbilityTeam.Domain;

/// <summary>What can be done with a case; the names are those of the RPCs.</summary>
internal enum CaseAction
{
    RecordMeeting,
    WritePlan,
    CloseCase,
}

/// <summary>One line of the table.</summary>
internal sealed record CaseRule(CaseAction Action, CaseState From, CaseState To);

/// <summary>The case's states and transitions as data. What is not here is refused: a closed case stays closed.</summary>
internal static class CaseTable
{
    public static IReadOnlyList<CaseRule> Rules { get; } =
    [
        new(CaseAction.RecordMeeting, CaseState.Open, CaseState.InHandling),
        new(CaseAction.RecordMeeting, CaseState.InHandling, CaseState.InHandling),
        new(CaseAction.RecordMeeting, CaseState.Planned, CaseState.Planned),
        new(CaseAction.WritePlan, CaseState.Open, CaseState.Planned),
        new(CaseAction.WritePlan, CaseState.InHandling, CaseState.Planned),
        new(CaseAction.WritePlan, CaseState.Planned, CaseState.Planned),
        new(CaseAction.CloseCase, CaseState.Open, CaseState.Closed),
        new(CaseAction.CloseCase, CaseState.InHandling, CaseState.Closed),
        new(CaseAction.CloseCase, CaseState.Planned, CaseState.Closed),
    ];

    /// <summary>The state after the action, or null when the state does not allow it.</summary>
    public static CaseState? After(CaseAction action, CaseState from) => Rules.FirstOrDefault(rule => rule.Action == action && rule.From == from)?.To;

    /// <summary>The code that transitions carry.</summary>
    public static string Code(CaseState state) => state switch
    {
        CaseState.Open => "open",
        CaseState.InHandling => "in-handling",
        CaseState.Planned => "planned",
        CaseState.Closed => "closed",
        _ => "",
    };
}
