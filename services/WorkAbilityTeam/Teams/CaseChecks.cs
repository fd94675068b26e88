namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>What the contract cannot say of requests about cases and their meetings.</summary>
internal static class CaseChecks
{
    /// <summary>Empty, or an outcome that the team may give: what only a task's end brings is not.</summary>
    public static Check Outcome(this Check check, string outcome, DateOnly day) => check
        .OptionalCode("outcome", outcome, "case-outcome", day)
        .That(!CodeSystem.Get("case-outcome").Has(outcome, "by-task", day), "outcome", "ONLY_BY_TASK", "an outcome that the team itself can give");

    /// <summary>What was agreed: somebody owns it.</summary>
    public static void Action(Check check, AgreedAction action)
    {
        if (action.IsClientsOwn)
        {
            check
                .That(action.Owner.Length == 0, "owner", "ONLY_FOR_WORKERS", "empty: the client does it")
                .That(action.OwnerOrganisation.Length == 0, "owner_organisation", "ONLY_FOR_WORKERS", "empty: the client does it");
        }
        else
        {
            check.Required("owner", action.Owner).OptionalBusinessId("owner_organisation", action.OwnerOrganisation);
        }
    }

    /// <summary>Each case of the list once.</summary>
    public static Check EachCaseOnce(this Check check, string field, IEnumerable<string> caseIds)
    {
        string[] ids = [.. caseIds.Select(id => id.ToLowerInvariant())];
        return check.That(ids.Distinct().Count() == ids.Length, field, "VALUE_TWICE", "each case once");
    }

    public static Check Plan(this Check check, MeetingPlan? plan, DateOnly today) => check.Within("plan", plan, (each, given) => each
        .OptionalDayAfter("planned_on", given.PlannedOn, today.AddDays(-1))
        .OptionalInstant("starts_at", given.StartsAt)
        .EachCaseOnce("agenda", given.Agenda.Select(item => item.CaseId)));
}
