using Tyokyky.WorkAbilityTeam.Common;

namespace Tyokyky.WorkAbilityTeam.FunctionalPeriods;

/// <summary>Checks of what a contract can't say of periods.</summary>
internal static class PeriodChecks
{
    /// <summary>Views of domains, each once.</summary>
    public static Check Views(this Check check, IReadOnlyList<DomainView> views, DateOnly day) => check
        .That(views.DistinctBy(view => view.Domain).Count() == views.Count, "views", "VALUE_TWICE", "each domain once")
        .Each("views", views, (each, view) => each
            .OptionalCode("domain", view.Domain, "functional-domain", day)
            .OptionalCode("level", view.Level, "functional-level", day)
            .NoDiagnosis("text", view.Text));
}
