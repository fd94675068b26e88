using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Contracts.Team.V1;
using RpcTaskStatus = Tyokyky.Contracts.Referrals.V1.TaskStatus;

namespace Tyokyky.Sandbox.Caseload.Steps;

/// <summary>Closes the loops: coaching ends, the case closes, its task completes by that fact, and the askers acknowledge what came of it.</summary>
internal static class ClosingSteps
{
    public static Task RunAsync(Loading loading, CancellationToken cancel) => loading.EachAsync(
        "outcomes",
        loading.Ways.Where(way => way.Person is { LoopCloses: true, End: WayEnd.Coordinated or WayEnd.Planned or WayEnd.Coached }).ToArray(),
        (way, token) => CloseAsync(loading, way, token),
        cancel);

    /// <summary>What came of it, in codes that the lists of coachings, cases and tasks all have.</summary>
    public static string Outcome(PlannedPerson person) => person switch
    {
        { End: WayEnd.Coordinated } => person.Number % 2 == 0 ? "need-resolved" : "referred-on",
        { End: WayEnd.Planned } => "plan-made",
        { Jobs.Count: > 0 } => "employed",
        { StudiesFrom: not null } => "studies",
        { WorkTrial: not null } => "work-trial",
        _ => (person.Number % 3) switch { 0 => "rehabilitation", 1 => "pension", _ => "ended-without-result" },
    };

    private static async Task CloseAsync(Loading loading, Way way, CancellationToken cancel)
    {
        var person = way.Person;
        var closed = person.End switch
        {
            WayEnd.Coordinated => person.Days.Accepted.AddDays(21),
            WayEnd.Planned => person.Days.PlanAnswered.AddDays(60),
            _ => person.Days.CoachingEnded.AddDays(7),
        };

        if (person.End == WayEnd.Coached)
        {
            await EndCoachingAsync(loading, way, cancel);
        }

        if (person.ReachesPlan)
        {
            await CloseCaseAsync(loading, way, closed, cancel);
        }

        var completion = new CompleteTaskRequest
        {
            TaskId = way.CityTaskId,
            Outcome = Outcome(person),
            OutcomeText = "Kiitos ohjauksesta. Asiakkaan kanssa sovitut askeleet on tehty.",
            EffectiveAt = closed.AddDays(3).At(10),
            RequestId = loading.Id($"{person.Key}/complete"),
        };
        await loading.AsAsync(
            "coordinator", $"completing the task of {person.Key}", options => loading.Apis.Referrals.CompleteTaskAsync(completion, options), cancel);
        await AcknowledgeAsync(loading, way, way.CityTaskId, person.Referrer, closed.AddDays(6), cancel);
    }

    private static async Task EndCoachingAsync(Loading loading, Way way, CancellationToken cancel)
    {
        var person = way.Person;
        var end = new EndCoachingRequest
        {
            CoachingId = way.CoachingId,
            Outcome = Outcome(person),
            EndedOn = person.Days.CoachingEnded.ToDate(),
            RequestId = loading.Id($"{person.Key}/coaching-end"),
        };
        await loading.AsAsync(person.Coach, $"ending the coaching of {person.Key}", options => loading.Apis.Coachings.EndCoachingAsync(end, options), cancel);

        await loading.UntilAsync($"the team's knowledge that the coaching of {person.Key} ended", async () =>
        {
            var found = await loading.AsAsync(TeamSteps.Nurse, $"reading the case of {person.Key}", options => loading.Apis.Cases.GetCaseAsync(
                new GetCaseRequest { CaseId = way.CaseId }, options), cancel);
            return found.TeamCase.Coachings.FirstOrDefault(coaching => coaching.State == "ended");
        }, cancel);
    }

    private static async Task CloseCaseAsync(Loading loading, Way way, DateOnly on, CancellationToken cancel)
    {
        var close = new CloseCaseRequest
        {
            CaseId = way.CaseId,
            Outcome = Outcome(way.Person),
            OutcomeText = "Suunnitelman toimenpiteet on tehty.",
            ClosedOn = on.ToDate(),
            RequestId = loading.Id($"{way.Person.Key}/case-close"),
        };
        await loading.AsAsync(TeamSteps.Nurse, $"closing the case of {way.Person.Key}", options => loading.Apis.Cases.CloseCaseAsync(close, options), cancel);
        await AcknowledgeAsync(loading, way, way.TeamTaskId, "coordinator", on.AddDays(2), cancel);
    }

    private static async Task AcknowledgeAsync(Loading loading, Way way, string taskId, string caller, DateOnly on, CancellationToken cancel)
    {
        var completed = await loading.UntilAsync($"the outcome of {way.Person.Key}", async () =>
        {
            var found = await loading.AsAsync(caller, $"reading the referral of {way.Person.Key}", options => loading.Apis.Referrals.GetReferralAsync(
                new GetReferralRequest { ReferralId = way.ReferralId }, options), cancel);
            return found.Referral.Tasks.FirstOrDefault(task => task.TaskId == taskId && task.Status == RpcTaskStatus.Completed);
        }, cancel);

        var acknowledgement = new AcknowledgeOutcomeRequest
        {
            TaskId = taskId,
            EffectiveAt = on.At(9).NotBefore(completed.EndedAt),
            RequestId = loading.Id($"{way.Person.Key}/acknowledge-{(taskId == way.TeamTaskId ? "team" : "city")}"),
        };
        await loading.AsAsync(
            caller,
            $"acknowledging the outcome of {way.Person.Key}",
            options => loading.Apis.Referrals.AcknowledgeOutcomeAsync(acknowledgement, options),
            cancel);
    }
}
