using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Team.V1;

namespace Tyokyky.Sandbox.Caseload.Steps;

/// <summary>The team finds its cases, which facts have opened, meets, and writes plans with the clients.</summary>
internal static class TeamSteps
{
    public const string Nurse = "team-nurse";

    private static readonly string[] Present = ["public-health-nurse", "physician", "social-worker"];

    public static async Task RunAsync(Loading loading, CancellationToken cancel)
    {
        await loading.EachAsync(
            "team's cases", loading.Ways.Where(way => way.Person.ReachesTeam).ToArray(), (way, token) => FindAsync(loading, way, token), cancel);
        await loading.EachAsync("team meetings", loading.Plan.Meetings, (meeting, token) => MeetAsync(loading, meeting, token), cancel);
        await loading.EachAsync("plans", loading.Ways.Where(way => way.Person.ReachesPlan).ToArray(), (way, token) => PlanAsync(loading, way, token), cancel);
    }

    private static async Task FindAsync(Loading loading, Way way, CancellationToken cancel)
    {
        // The task is accepted by the same fact: nothing for a person to do.
        var request = new ListCasesRequest { TaskId = way.TeamTaskId };
        var opened = await loading.UntilAsync($"the team's case of {way.Person.Key}", async () =>
        {
            var page = await loading.AsAsync(
                Nurse, $"looking for the case of {way.Person.Key}", options => loading.Apis.Cases.ListCasesAsync(request, options), cancel);
            return page.Cases.FirstOrDefault();
        }, cancel);
        way.CaseId = opened.CaseId;
    }

    private static async Task MeetAsync(Loading loading, PlannedMeeting meeting, CancellationToken cancel)
    {
        var request = new RecordMeetingRequest
        {
            HeldOn = meeting.On.ToDate(),
            ProfessionsPresent = { Present },
            Mode = meeting.On.DayNumber % 28 < 14 ? Mode.InPerson : Mode.Video,
            Minutes = 20 + (meeting.Persons.Count * 20),
            RequestId = loading.Id($"meeting-{meeting.Persons[0]}"),
        };
        foreach (var number in meeting.Persons)
        {
            request.Agenda.Add(new AgendaCase
            {
                CaseId = loading.Ways[number].CaseId,
                ClientPart = number % 5 == 4 ? ClientPart.Remote : ClientPart.Present,
                Recommendation = "Laaditaan työkyvyn tuen suunnitelma yhdessä asiakkaan kanssa.",
                Actions = { new AgreedAction { Text = "Suunnitelman laatiminen", Owner = Nurse, DueOn = loading.Ways[number].Person.Days.PlanMade.ToDate() } },
            });
        }

        await loading.AsAsync(
            Nurse, $"recording the meeting of {meeting.On:yyyy-MM-dd}", options => loading.Apis.Cases.RecordMeetingAsync(request, options), cancel);
    }

    private static async Task PlanAsync(Loading loading, Way way, CancellationToken cancel)
    {
        var person = way.Person;
        var days = person.Days;
        var (city, county) = (loading.Organisations["city"].Id, loading.Organisations["county"].Id);
        var request = new WritePlanRequest
        {
            CaseId = way.CaseId,
            Strengths = "Työkokemusta, halu oppia ja tuttu arki. Toimii hyvin rauhallisessa ympäristössä.",
            Goals = { new Goal { Text = "Löydän työn, jossa jaksan." } },
            MadeOn = days.PlanMade.ToDate(),
            RequestId = loading.Id($"{person.Key}/plan"),
        };
        if (person.End >= WayEnd.CoachingOffered)
        {
            request.Measures.Add(Measure("coaching", city, person.Coach, days.PlanMade.AddDays(30), MeasureBasis.Voluntary));
        }

        if (person.End == WayEnd.Planned || person.Number % 3 == 0)
        {
            request.Measures.Add(Measure("health-check", county, Nurse, days.PlanMade.AddDays(45), MeasureBasis.Statutory));
        }

        if (person.End == WayEnd.Planned || person.Number % 5 == 0)
        {
            request.Measures.Add(Measure("rehabilitation", county, "team-doctor", days.PlanMade.AddDays(90), MeasureBasis.Voluntary));
        }

        var written = (await loading.AsAsync(
            Nurse, $"writing the plan of {person.Key}", options => loading.Apis.Plans.WritePlanAsync(request, options), cancel)).Plan;
        way.PlanId = written.PlanId;
        way.CoachingMeasureId = written.Measures.FirstOrDefault(measure => measure.Kind == "coaching")?.MeasureId ?? "";

        var answer = new RecordClientAnswerRequest
        {
            PlanId = way.PlanId,
            Version = written.Version,
            Answer = ClientAnswer.Accepted,
            Comment = person.Number % 4 == 0 ? "Tuntuu omalta." : "",
            AnsweredOn = days.PlanAnswered.ToDate(),
            RequestId = loading.Id($"{person.Key}/plan-answer"),
        };
        await loading.AsAsync(Nurse, $"recording the answer of {person.Key}", options => loading.Apis.Plans.RecordClientAnswerAsync(answer, options), cancel);
    }

    private static Measure Measure(string kind, string provider, string owner, DateOnly due, MeasureBasis basis) =>
        new() { Kind = kind, Provider = provider, Owner = owner, DueOn = due.ToDate(), Basis = basis };
}
