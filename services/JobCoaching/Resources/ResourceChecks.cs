using Tyokyky.JobCoaching.Clients;

namespace Tyokyky.JobCoaching.Resources;

/// <summary>What requests on entries have in common.</summary>
internal static class ResourceChecks
{
    public static Check Resource(this Check check, ResourceDetails? details, IBusinessClock clock) => check.Within("details", details, (told, of) => told
        .OptionalBusinessId("organisation", of.Organisation)
        .OptionalPeriod(of.FromDay, of.ToDay)
        .That(of.WhatCase != ResourceDetails.WhatOneofCase.None, "staffing", "FIELD_REQUIRED", "one of staffing, cost and budget")
        .Within("staffing", of.Staffing, (line, staffing) => line
            .OptionalCode("role", staffing.Role, "staff-role", clock.CodeDay(of.FromDay))
            .That(staffing.GrantHundredths > 0 || staffing.OwnHundredths > 0, "grant_hundredths", "FIELD_REQUIRED", "some time, by a grant or of one's own"))
        .Within("cost", of.Cost, (line, cost) => line.Line(cost, clock.CodeDay(of.FromDay)))
        .Within("budget", of.Budget, (line, budget) => line.Line(budget, clock.CodeDay(of.FromDay))));

    /// <summary>Refuses a programme that Referrals does not know.</summary>
    public static async ValueTask RequireProgrammeAsync(this Database database, string programme, CancellationToken cancel)
    {
        if (programme.Length > 0 && await database.OneAsync(KnownReferralsStore.Programme(programme), cancel) is null)
        {
            throw DomainException.Field("details.programme", "PROGRAMME_UNKNOWN", "the code of a programme that Referrals knows");
        }
    }

    private static Check Line(this Check check, CostLine of, DateOnly day) => check
        .OptionalCode("kind", of.Kind, "budget-kind", day)
        .OptionalCode("funding", of.Funding, "funding-kind", day)
        .OptionalMoney("amount", of.Amount);
}
