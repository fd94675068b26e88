using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.Sandbox.Caseload.Steps;

/// <summary>Coaches start the coachings that plans have opened, log contacts, and record what they led to.</summary>
internal static class CoachingSteps
{
    public static Task RunAsync(Loading loading, CancellationToken cancel) => loading.EachAsync(
        "coachings",
        loading.Ways.Where(way => way.CoachingMeasureId.Length > 0).ToArray(),
        async (way, token) =>
        {
            var coaching = await OpenedAsync(loading, way, token);
            way.CoachingId = coaching.CoachingId;
            if (way.Person.End == WayEnd.Coached)
            {
                await StartAsync(loading, way, token);
                await LookForOpeningsAsync(loading, way, coaching.State, token);
                await ContactsAsync(loading, way, token);
                await ResultsAsync(loading, way, token);
            }
        },
        cancel);

    private static Task<Coaching> OpenedAsync(Loading loading, Way way, CancellationToken cancel) =>
        loading.UntilAsync($"the coaching of {way.Person.Key}", async () =>
        {
            var request = new ListCoachingsRequest { MeasureId = way.CoachingMeasureId };
            var page = await loading.AsAsync(
                way.Person.Coach,
                $"looking for the coaching of {way.Person.Key}",
                options => loading.Apis.Coachings.ListCoachingsAsync(request, options),
                cancel);
            return page.Coachings.FirstOrDefault();
        }, cancel);

    private static async Task StartAsync(Loading loading, Way way, CancellationToken cancel)
    {
        var person = way.Person;
        var wishes = new WorkWishes { Municipalities = { "698" }, MaxWeeklyHours = 40, Disclosure = DisclosurePreference.Allowed };
        wishes.Occupations.AddRange(person.Jobs.Count > 0 ? person.Jobs.Select(job => job.Occupation[..2]).Distinct() : ["9", "5"]);
        var start = new StartCoachingRequest
        {
            CoachingId = way.CoachingId,
            Coach = person.Coach,
            CoachName = loading.Callers.Find(person.Coach)!.DisplayName,
            Model = "quality-criteria-supported-employment",
            StartedOn = person.Days.CoachingStarted.ToDate(),
            Agreed = true,
            Wishes = wishes,
            RequestId = loading.Id($"{person.Key}/coaching"),
        };
        await loading.AsAsync(
            person.Coach, $"starting the coaching of {person.Key}", options => loading.Apis.Coachings.StartCoachingAsync(start, options), cancel);
    }

    private static async Task LookForOpeningsAsync(Loading loading, Way way, CoachingState state, CancellationToken cancel)
    {
        // A question has no request id to answer from: when this is a repetition, the coaching may have ended since.
        if (state != CoachingState.Ended)
        {
            await loading.AsAsync(way.Person.Coach, $"asking for openings for {way.Person.Key}", options => loading.Apis.Coachings.FindOpeningsAsync(
                new FindOpeningsRequest { CoachingId = way.CoachingId, PageSize = 10 }, options), cancel);
        }
    }

    private static async Task ContactsAsync(Loading loading, Way way, CancellationToken cancel)
    {
        foreach (var (n, contact) in way.Person.CoachContacts.Index())
        {
            var party = contact.Employer is not null ? ContactParty.Employer : contact.WithNetwork ? ContactParty.Network : ContactParty.Client;
            var request = new LogContactRequest
            {
                CoachingId = way.CoachingId,
                Party = party,
                EmployerId = contact.Employer is { } employer ? loading.EmployerIds[employer] : "",
                Mode = (Mode)contact.Mode,
                Minutes = contact.Minutes,
                ContactedOn = contact.On.ToDate(),
                InClientsName = contact.Employer is not null,
                MatchesWishes = contact.Employer is not null && contact.MatchesWishes,
                RequestId = loading.Id($"{way.Person.Key}/contact-{n}"),
            };
            await loading.AsAsync(
                way.Person.Coach, $"logging a contact of {way.Person.Key}", options => loading.Apis.Coachings.LogContactAsync(request, options), cancel);
        }
    }

    private static async Task ResultsAsync(Loading loading, Way way, CancellationToken cancel)
    {
        var person = way.Person;
        if (person.WorkTrial is { } trial)
        {
            var request = new RecordWorkTrialRequest
            {
                CoachingId = way.CoachingId,
                EmployerId = loading.EmployerIds[trial.Employer],
                StartedOn = trial.From.ToDate(),
                EndsOn = trial.To.ToDate(),
                RequestId = loading.Id($"{person.Key}/work-trial"),
            };
            await loading.AsAsync(
                person.Coach, $"recording the work trial of {person.Key}", options => loading.Apis.Results.RecordWorkTrialAsync(request, options), cancel);
        }

        if (person.StudiesFrom is { } studies)
        {
            var request = new RecordStudiesRequest
            {
                CoachingId = way.CoachingId,
                Level = person.Number % 3 == 0 ? "labour-market-training" : "vocational",
                StartedOn = studies.ToDate(),
                RequestId = loading.Id($"{person.Key}/studies"),
            };
            await loading.AsAsync(
                person.Coach, $"recording the studies of {person.Key}", options => loading.Apis.Results.RecordStudiesAsync(request, options), cancel);
        }

        foreach (var (n, job) in person.Jobs.Index())
        {
            await JobAsync(loading, way, n, job, cancel);
        }
    }

    private static async Task JobAsync(Loading loading, Way way, int n, PlannedJob job, CancellationToken cancel)
    {
        var person = way.Person;
        var request = new RecordJobRequest
        {
            CoachingId = way.CoachingId,
            EmployerId = loading.EmployerIds[job.Employer],
            Kind = job.Destination == Destination.Apprenticeship ? JobKind.Apprenticeship : JobKind.Employment,
            OpenLabourMarket = job.Destination != Destination.ThirdSector && !job.Subsidised,
            Contract = job.Permanent ? Contract.Permanent : Contract.FixedTerm,
            WeeklyHours = job.WeeklyHours,
            Occupation = job.Occupation,
            PaySubsidised = job.Subsidised,
            StartedOn = job.From.ToDate(),
            RequestId = loading.Id($"{person.Key}/job-{n}"),
        };
        var recorded = await loading.AsAsync(
            person.Coach, $"recording a job of {person.Key}", options => loading.Apis.Results.RecordJobAsync(request, options), cancel);
        if (job.To is not { } last)
        {
            return;
        }

        var end = new EndJobRequest
        {
            JobId = recorded.Job.JobId,
            EndedOn = last.ToDate(),
            Reason = job.Subsidised ? "subsidy-ended" : n + 1 < person.Jobs.Count ? "new-job" : "contract-ended",
            RequestId = loading.Id($"{person.Key}/job-{n}/end"),
        };
        await loading.AsAsync(person.Coach, $"ending a job of {person.Key}", options => loading.Apis.Results.EndJobAsync(end, options), cancel);
    }
}
