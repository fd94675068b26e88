using static Tyokyky.Contracts.Team.V1.ApplicationState;

namespace Tyokyky.WorkAbilityTeam.Assessments;

/// <summary>What can be done with an application; the names are those of the RPCs.</summary>
internal enum ApplicationAction
{
    RecordDecision,
    FileAppeal,
}

/// <summary>The applications' states: a decision may be appealed against, and then there is another one.</summary>
internal static class ApplicationTable
{
    public static StateTable<ApplicationState, ApplicationAction> Table { get; } = new(
        "application",
        new(ApplicationAction.RecordDecision, [Filed, Appealed], [Decided]),
        new(ApplicationAction.FileAppeal, [Decided], [Appealed]));

    /// <summary>Null when the application allows the action; else the reason code that it is refused with.</summary>
    public static string? BlockedBy(ApplicationAction action, RestingApplication application) => (action, application.State) switch
    {
        (ApplicationAction.RecordDecision, Decided) => "APPLICATION_DECIDED",
        (ApplicationAction.FileAppeal, not Decided) => "APPLICATION_NOT_DECIDED",
        (ApplicationAction.FileAppeal, _) when application.Decision == Decision.Positive => "DECISION_POSITIVE",
        _ => null,
    };
}
