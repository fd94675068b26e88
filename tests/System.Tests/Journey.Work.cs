using Grpc.Core;
using Tyokyky.Contracts;
using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Employers.V1;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.TestKit;
using Coachings = Tyokyky.Contracts.Coaching.V1;
using RpcTaskStatus = Tyokyky.Contracts.Referrals.V1.TaskStatus;

namespace Tyokyky.SystemTests;

/// <content>The team's plan, and the way to work.</content>
internal sealed partial class Journey
{
    private readonly CasesService.CasesServiceClient cases = new(suite.Channel("team"));
    private readonly PlansService.PlansServiceClient plans = new(suite.Channel("team"));
    private readonly CoachingsService.CoachingsServiceClient coachings = new(suite.Channel("coaching"));
    private readonly ResultsService.ResultsServiceClient results = new(suite.Channel("coaching"));
    private readonly WorkTrialFeedbackService.WorkTrialFeedbackServiceClient feedback = new(suite.Channel("coaching"));
    private readonly EmployersService.EmployersServiceClient employers = new(suite.Channel("employers"));
    private readonly OpeningsService.OpeningsServiceClient openings = new(suite.Channel("employers"));

    private async Task PublishOpeningsAsync()
    {
        story.CompanyId = await EmployerAsync("Malliyritys Oy", "company");
        story.MunicipalityId = await EmployerAsync("Mallikunta", "municipality");
        await openings.PublishOpeningAsync(
            new PublishOpeningRequest
            {
                EmployerId = story.CompanyId,
                Title = "Kokoonpanija",
                Occupation = "8212",
                Municipality = "698",
                WeeklyHours = 25,
                Kind = "hidden",
                OpenFrom = story.Day(0),
                RequestId = NewId(),
            },
            As(Liaison));
    }

    private async Task<string> EmployerAsync(string name, string sector)
    {
        var registered = await employers.RegisterEmployerAsync(
            new RegisterEmployerRequest { BusinessId = Story.BusinessId(), Name = name, Sector = sector, Municipality = "698", RequestId = NewId() }, As(Liaison));
        return registered.Employer.EmployerId;
    }

    private async Task MeetAndPlanAsync()
    {
        var opened = await UntilAsync("the team's case opens", async () =>
            (await cases.ListCasesAsync(new ListCasesRequest { TaskId = story.TeamTaskId }, As(Nurse))).Cases.FirstOrDefault());
        opened.ClientId.ShouldBe(story.ClientId);
        opened.Programme.ShouldBe(story.Programme);
        story.CaseId = opened.CaseId;
        await TaskAsync(Coordinator, story.TeamTaskId, RpcTaskStatus.Accepted);

        var agenda = new AgendaCase
        {
            CaseId = story.CaseId,
            ClientPart = ClientPart.Present,
            Recommendation = story.Say("suosituksesta"),
            Actions = { new AgreedAction { Text = story.Say("sovitusta"), Owner = Nurse, DueOn = story.Day(20) } },
        };
        await cases.RecordMeetingAsync(
            new RecordMeetingRequest
            {
                HeldOn = story.Day(12),
                ProfessionsPresent = { "public-health-nurse", "physician", "social-worker" },
                Mode = Mode.InPerson,
                Minutes = 60,
                Agenda = { agenda },
                RequestId = NewId(),
            },
            As(Nurse));

        var written = await plans.WritePlanAsync(
            new WritePlanRequest
            {
                CaseId = story.CaseId,
                Strengths = story.Say("vahvuuksista"),
                Goals = { new Goal { Text = story.Say("tavoitteesta") } },
                Measures =
                {
                    new Measure { Kind = "coaching", Provider = Organisations.City, Owner = Coach, DueOn = story.Day(60), Basis = MeasureBasis.Voluntary, Text = story.Say("toimenpiteesta") },
                    new Measure { Kind = "referral", Service = "physiotherapy", Provider = Organisations.City, Owner = Nurse, DueOn = story.Day(60), Basis = MeasureBasis.Voluntary, Text = story.Say("ohjauksesta") },
                },
                MadeOn = story.Day(14),
                RequestId = NewId(),
            },
            As(Nurse));
        story.MeasureId = written.Plan.Measures[0].MeasureId;
        await plans.RecordClientAnswerAsync(
            new RecordClientAnswerRequest
            {
                PlanId = written.Plan.PlanId,
                Version = written.Plan.Version,
                Answer = ClientAnswer.Accepted,
                Comment = story.Say("vastauksesta"),
                AnsweredOn = story.Day(16),
                RequestId = NewId(),
            },
            As(Nurse));
    }

    private async Task CoachAsync()
    {
        var opened = await UntilAsync("the coaching opens", async () =>
            (await coachings.ListCoachingsAsync(new ListCoachingsRequest { MeasureId = story.MeasureId }, As(Coach))).Coachings.FirstOrDefault());
        opened.CaseId.ShouldBe(story.CaseId);
        story.CoachingId = opened.CoachingId;

        await coachings.StartCoachingAsync(
            new StartCoachingRequest
            {
                CoachingId = story.CoachingId,
                Coach = Coach,
                CoachName = "Veikko Vainio",
                Model = "quality-criteria-supported-employment",
                StartedOn = story.Day(20),
                Agreed = true,
                Wishes = new WorkWishes { Occupations = { "82" }, Municipalities = { "698" }, MaxWeeklyHours = 30, Disclosure = DisclosurePreference.Allowed },
                RequestId = NewId(),
            },
            As(Coach));
        await LogAsync(ContactParty.Client, 22);

        var found = await coachings.FindOpeningsAsync(new Coachings.FindOpeningsRequest { CoachingId = story.CoachingId }, As(Coach));
        found.Openings.ShouldContain(opening => opening.EmployerId == story.CompanyId && opening.Title == "Kokoonpanija");
        await LogAsync(ContactParty.Employer, 30);
    }

    private async Task LogAsync(ContactParty party, int day)
    {
        var contact = new LogContactRequest
        {
            CoachingId = story.CoachingId,
            Party = party,
            EmployerId = party == ContactParty.Employer ? story.CompanyId : "",
            Mode = Mode.Workplace,
            Minutes = 45,
            ContactedOn = story.Day(day),
            InClientsName = party == ContactParty.Employer,
            MatchesWishes = party == ContactParty.Employer,
            Note = story.Say("yhteydesta"),
            RequestId = NewId(),
        };
        await HeardOfEmployerAsync(() => coachings.LogContactAsync(contact, As(Coach)));
    }

    private async Task FindWorkAsync()
    {
        var trial = new RecordWorkTrialRequest { CoachingId = story.CoachingId, EmployerId = story.CompanyId, StartedOn = story.Day(40), EndsOn = story.Day(60), RequestId = NewId() };
        await AskHostAsync((await HeardOfEmployerAsync(() => results.RecordWorkTrialAsync(trial, As(Coach)))).WorkTrial);
        await JobAsync(story.MunicipalityId, subsidised: true, 61);
        await JobAsync(story.CompanyId, subsidised: false, 80);
    }

    // The host answers at the page that its link leads to, as the AppHost publishes it.
    private async Task AskHostAsync(WorkTrial trial)
    {
        var asked = await feedback.RequestWorkTrialFeedbackAsync(
            new RequestWorkTrialFeedbackRequest
            {
                WorkTrialId = trial.WorkTrialId,
                Contact = new HostContact { Name = story.Say("isannasta"), Phone = "040 123 4567", Basis = "public-task" },
                Language = FormLanguage.Fi,
                AskedBy = story.Say("pyytajasta"),
                RequestId = NewId(),
            },
            As(Coach));
        var link = new Uri(asked.Link);
        using var browser = new HttpClient();
        var page = await browser.GetStringAsync(link);
        page.ShouldContain("level-social-skills");
        page.ShouldNotContain(story.ClientId);
        var form = CodeSystem.Get("functional-domain").Entries.ToDictionary(domain => $"level-{domain.Code}", _ => "manages");
        form["link"] = link.Query.Split('=')[1];
        form["overall"] = story.Say("tyokokeilusta");
        using var answer = await browser.PostAsync(new Uri(link.GetLeftPart(UriPartial.Path)), new FormUrlEncodedContent(form));
        answer.EnsureSuccessStatusCode();
        (await feedback.GetWorkTrialFeedbackAsync(new GetWorkTrialFeedbackRequest { FeedbackId = asked.Feedback.FeedbackId }, As(Coach))).Feedback.State
            .ShouldBe(WorkTrialFeedbackState.Answered);
    }

    private async Task JobAsync(string employer, bool subsidised, int from)
    {
        var job = new RecordJobRequest
        {
            CoachingId = story.CoachingId,
            EmployerId = employer,
            Kind = JobKind.Employment,
            OpenLabourMarket = !subsidised,
            Contract = Contract.FixedTerm,
            WeeklyHours = 25,
            Occupation = "8212",
            PaySubsidised = subsidised,
            StartedOn = story.Day(from),
            RequestId = NewId(),
        };
        await HeardOfEmployerAsync(() => results.RecordJobAsync(job, As(Coach)));
    }

    // JobCoaching hears of an employer by a fact: a moment after it was registered, that is still under way.
    private static Task<T> HeardOfEmployerAsync<T>(Func<AsyncUnaryCall<T>> call)
        where T : class => UntilAsync("JobCoaching hears of the employer", async () =>
        {
            try
            {
                return await call();
            }
            catch (RpcException refusal) when (Refusal.Of(refusal).Reason == "EMPLOYER_UNKNOWN")
            {
                return null;
            }
        });

    private async Task EndCoachingAsync()
    {
        await coachings.EndCoachingAsync(new EndCoachingRequest { CoachingId = story.CoachingId, Outcome = "employed", EndedOn = story.Day(100), RequestId = NewId() }, As(Coach));
        await UntilAsync("the case shows that coaching ended", async () =>
            (await cases.GetCaseAsync(new GetCaseRequest { CaseId = story.CaseId }, As(Nurse))).TeamCase.Coachings.FirstOrDefault(coaching => coaching.State == "ended"));
    }

    private async Task CloseCaseAsync() => await cases.CloseCaseAsync(
        new CloseCaseRequest { CaseId = story.CaseId, Outcome = "employed", OutcomeText = story.Say("paatoksesta"), ClosedOn = story.Day(103), RequestId = NewId() }, As(Nurse));
}
