using Tyokyky.Contracts.Referrals.V1;

namespace Tyokyky.Sandbox.Caseload.Steps;

/// <summary>
/// For a few persons, the first one among them, the coordinator records service needs and opens a pathway. No day lies ahead, or a
/// caseload that is gone on with on another day would ask for something else.
/// </summary>
internal static class NeedSteps
{
    public static Task RunAsync(Loading loading, CancellationToken cancel) => loading.EachAsync("needs and pathways", Few(loading), async (way, token) =>
    {
        await AssessAsync(loading, way, token);
        await (way.Person.Number % 16 == 0 ? OpenAsync(loading, way, token) : OpenForgottenAsync(loading, way, token));
    }, cancel);

    /// <summary>Every eighth of those whom the coordinator took.</summary>
    public static Way[] Few(Loading loading) => [.. loading.Ways.Where(way => way.Person.Number % 8 == 0 && way.Person.End != WayEnd.Rejected)];

    private static async Task AssessAsync(Loading loading, Way way, CancellationToken cancel)
    {
        var person = way.Person;
        var request = new RecordNeedsAssessmentRequest
        {
            ClientId = way.ClientId,
            Kind = NeedsAssessmentKind.Joint,
            Participants = { loading.Organisations["county"].Id },
            ClientAgreed = true,
            AssessedOn = person.Days.Accepted.ToDate(),
            Summary = "Tarpeet arvioitiin yhdessä asiakkaan kanssa.",
            Programme = loading.Plan.Programme,
            Needs =
            {
                person.End == WayEnd.Coached
                    ? new NewServiceNeed { Service = "job-coaching", Status = NeedStatus.Received, Provider = loading.Organisations["city"].Id }
                    : new NewServiceNeed { Service = "job-coaching", Status = NeedStatus.Waiting, Provider = loading.Organisations["city"].Id },
                new NewServiceNeed { Service = "social-rehabilitation", Description = "Ryhmämuotoista tukea arkeen." },
                person.Number % 16 == 0
                    ? new NewServiceNeed { Service = "peer-support", Status = NeedStatus.NoSuchService }
                    : new NewServiceNeed { Service = "debt-counselling", Status = NeedStatus.Declined, StatusReason = "no-capacity" },
            },
            RequestId = loading.Id($"{person.Key}/needs"),
        };
        await loading.AsAsync(
            "coordinator", $"assessing the needs of {person.Key}", options => loading.Apis.Needs.RecordNeedsAssessmentAsync(request, options), cancel);
    }

    // A pathway of today from a template, with its first step under way.
    private static async Task OpenAsync(Loading loading, Way way, CancellationToken cancel)
    {
        var key = way.Person.Key;
        var request = new OpenPathwayRequest
        {
            ClientId = way.ClientId,
            Template = "social-welfare",
            Programme = loading.Plan.Programme,
            RequestId = loading.Id($"{key}/pathway"),
        };
        var opened = await loading.AsAsync(
            "coordinator", $"opening the pathway of {key}", options => loading.Apis.Pathways.OpenPathwayAsync(request, options), cancel);
        var start = new StartPathwayStepRequest { StepId = opened.Pathway.Steps[0].StepId, RequestId = loading.Id($"{key}/pathway-start") };
        await loading.AsAsync("coordinator", $"starting the pathway of {key}", options => loading.Apis.Pathways.StartPathwayStepAsync(start, options), cancel);
    }

    // One that nobody has gone on with: stuck, as the pilots found them.
    private static async Task OpenForgottenAsync(Loading loading, Way way, CancellationToken cancel)
    {
        var (key, accepted) = (way.Person.Key, way.Person.Days.Accepted);
        var request = new OpenPathwayRequest
        {
            ClientId = way.ClientId,
            OpenedOn = accepted.ToDate(),
            Programme = loading.Plan.Programme,
            RequestId = loading.Id($"{key}/pathway"),
        };
        var opened = await loading.AsAsync(
            "coordinator", $"opening the pathway of {key}", options => loading.Apis.Pathways.OpenPathwayAsync(request, options), cancel);
        var step = new AddPathwayStepRequest
        {
            PathwayId = opened.Pathway.PathwayId,
            Phase = "rehabilitation",
            Service = "social-rehabilitation",
            PlannedStart = accepted.AddDays(30).ToDate(),
            PlannedEnd = accepted.AddDays(120).ToDate(),
            RequestId = loading.Id($"{key}/pathway-step"),
        };
        await loading.AsAsync("coordinator", $"planning the pathway of {key}", options => loading.Apis.Pathways.AddPathwayStepAsync(step, options), cancel);
    }
}
