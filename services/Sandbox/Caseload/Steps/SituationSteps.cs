using Tyokyky.Contracts.Referrals.V1;

namespace Tyokyky.Sandbox.Caseload.Steps;

/// <summary>The referrer records the person's situation: unemployed since when, on which benefit, and the mark of partial work ability once assessed.</summary>
internal static class SituationSteps
{
    public static async Task RecordAsync(Loading loading, Way way, CancellationToken cancel)
    {
        var person = way.Person;
        // Drawn from the number, not from the dice: what is drawn of everything else stays as it was.
        var unemployedSince = person.Days.Referred.AddDays(-(60 + (person.Number * 97 % 1400)));
        await RecordAsync(
            loading,
            way,
            "unemployed",
            new SituationDetails { Kind = SituationKind.Unemployment, FromDay = unemployedSince.ToDate(), Basis = "register" },
            cancel);
        await RecordAsync(loading, way, "benefit", new SituationDetails
        {
            Kind = SituationKind.Benefit,
            Code = person.Number % 4 == 0 ? "social-assistance" : "labour-market-subsidy",
            FromDay = unemployedSince.AddDays(14).ToDate(),
            Basis = "decision",
        }, cancel);
        if (person.ReachesPlan)
        {
            await RecordAsync(loading, way, "mark", new SituationDetails
            {
                Kind = SituationKind.PartialWorkAbility,
                FromDay = person.Days.PlanMade.ToDate(),
                Basis = "work-ability-assessment",
                SetByProfession = "physician",
                SetByOrganisation = loading.Organisations["county"].Id,
            }, cancel);
        }
    }

    private static async Task RecordAsync(Loading loading, Way way, string step, SituationDetails situation, CancellationToken cancel)
    {
        var request = new RecordSituationRequest { ClientId = way.ClientId, Situation = situation, RequestId = loading.Id($"{way.Person.Key}/{step}") };
        await loading.AsAsync(
            way.Person.Referrer,
            $"recording the situation of {way.Person.Key}",
            options => loading.Apis.Situations.RecordSituationAsync(request, options),
            cancel);
    }
}
