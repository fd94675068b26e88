using static Tyokyky.Contracts.Coaching.V1.PlannedContactState;

namespace Tyokyky.JobCoaching.Caseloads;

/// <summary>What can be done with a planned contact; the names are those of the RPCs.</summary>
internal enum PlannedContactAction
{
    MovePlannedContact,
    CompletePlannedContact,
    CancelPlannedContact,
}

/// <summary>The planned contacts' states: one is made, or cancelled.</summary>
internal static class PlannedContactTable
{
    public static StateTable<PlannedContactState, PlannedContactAction> Table { get; } = new(
        "planned contact",
        new(PlannedContactAction.MovePlannedContact, [Planned], []),
        new(PlannedContactAction.CompletePlannedContact, [Planned], [Done]),
        new(PlannedContactAction.CancelPlannedContact, [Planned], [Cancelled], ReasonSystem: "planned-contact-cancellation-reason"));

    /// <summary>Null when the state allows the action; else the reason code that it is refused with.</summary>
    public static string? BlockedBy(PlannedContactAction action, PlannedContactState state) =>
        Table.Find(action, state) is not null ? null : state == Done ? "PLANNED_CONTACT_DONE" : "PLANNED_CONTACT_CANCELLED";
}
