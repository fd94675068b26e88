using System.Collections.Concurrent;
using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.Contracts.Employers.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.FaultTests.Rig;
using TaskStatus = Tyokyky.Contracts.Referrals.V1.TaskStatus;

namespace Tyokyky.FaultTests.Load;

/// <summary>The load: callers who begin journeys and bring them to their end, whatever breaks meanwhile.</summary>
internal sealed class Callers(Suite suite, Ledger ledger)
{
    private const string Agency = "0000001-9";
    private const string City = "0000003-5";
    private const string County = "0000004-3";
    private const string System = "agency-system";
    private const string Nurse = "team-nurse";
    private const string Coach = "coach";
    private const string Liaison = "liaison";
    private const int MostOpen = 40;

    private static readonly TimeSpan pace = TimeSpan.FromMilliseconds(50);
    private readonly ConcurrentQueue<Journey> journeys = new();
    private readonly OrganisationsService.OrganisationsServiceClient organisations = new(suite.Channel("referrals"));
    private readonly ClientRegisterService.ClientRegisterServiceClient clients = new(suite.Channel("referrals"));
    private readonly ReferralsService.ReferralsServiceClient referrals = new(suite.Channel("referrals"));
    private readonly CasesService.CasesServiceClient cases = new(suite.Channel("team"));
    private readonly PlansService.PlansServiceClient plans = new(suite.Channel("team"));
    private readonly CoachingsService.CoachingsServiceClient coachings = new(suite.Channel("coaching"));
    private readonly EmployersService.EmployersServiceClient employers = new(suite.Channel("employers"));
    private int lastBorn;

    public IReadOnlyCollection<Journey> Journeys => journeys;

    /// <summary>Several callers at once; each begins new journeys while there is more, and then ends those it has begun.</summary>
    public async Task RunAsync(int callers, Func<bool> more, CancellationToken cancel)
    {
        await RegisterOrganisationsAsync(cancel);
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => RunAsync(more, cancel)));
    }

    /// <summary>The first part of a journey: an employer for it, and what its client's sender does.</summary>
    public async Task<Journey> BeginAsync(CancellationToken cancel)
    {
        var journey = new Journey();
        // Only a household has no business id.
        var employer = new RegisterEmployerRequest { Name = "Esimerkki", Sector = "household", Municipality = "698", RequestId = NewId() };
        var known = await ledger.WriteAsync("employers", _ => "", () => employers.RegisterEmployerAsync(employer, suite.As(Liaison)), cancel);
        journey.EmployerId = known.Employer.EmployerId;

        // Nobody is like anybody else, or each would be told of as a possible duplicate.
        var born = new DateOnly(1960, 1, 1).AddDays(Interlocked.Increment(ref lastBorn));
        var client = new ClientDetails
        {
            BirthDate = new Date { Year = born.Year, Month = born.Month, Day = born.Day },
            GivenNames = "Esimeri",
            FamilyName = $"Mallinen {born.DayNumber}",
            Municipality = "698",
            ContactLanguage = "fi",
            Register = "kela-benefits",
        };
        var register = new RegisterClientRequest { Client = client, RequestId = NewId() };
        var registered = await ledger.WriteAsync("referrals", answer => answer.Client.ClientId, () => clients.RegisterClientAsync(register, suite.As(System)), cancel);
        journey.ClientId = registered.Client.ClientId;

        var submit = new SubmitReferralRequest
        {
            ClientId = journey.ClientId,
            Reasons = { "work-ability-unclear" },
            ReasonForClient = "Esimerkki",
            Receiver = County,
            Service = "work-ability-team",
            VoluntarinessTold = true,
            RequestId = NewId(),
        };
        var submitted = await ledger.WriteAsync("referrals", _ => journey.ClientId, () => referrals.SubmitReferralAsync(submit, suite.As(System)), cancel);
        journey.ReferralId = submitted.Referral.ReferralId;
        journey.TaskId = submitted.Referral.Tasks.Single().TaskId;

        journey.PermissionId = await GrantAsync(journey, "work-ability-plan", cancel);
        journeys.Enqueue(journey);
        return journey;
    }

    /// <summary>The client's permission to tell the team.</summary>
    public async Task<string> GrantAsync(Journey journey, string scope, CancellationToken cancel)
    {
        var grant = new GrantPermissionRequest
        {
            ClientId = journey.ClientId,
            Kind = PermissionKind.Consent,
            Scope = scope,
            FromOrganisation = Agency,
            ToOrganisation = County,
            RequestId = NewId(),
        };
        var granted = await ledger.WriteAsync("referrals", _ => journey.ClientId, () => clients.GrantPermissionAsync(grant, suite.As(System)), cancel);
        return granted.Permission.PermissionId;
    }

    /// <summary>Goes on as far as the facts have come; true at the journey's end.</summary>
    public async Task<bool> GoOnAsync(Journey journey, CancellationToken cancel) =>
        await PlanAsync(journey, cancel) && await EndCoachingAsync(journey, cancel) && await CloseAsync(journey, cancel) && await AcknowledgeAsync(journey, cancel);

    private async Task<bool> PlanAsync(Journey journey, CancellationToken cancel)
    {
        if (journey.CaseId.Length > 0)
        {
            return true;
        }

        var list = await ledger.ReadAsync(() => cases.ListCasesAsync(new ListCasesRequest { TaskId = journey.TaskId }, suite.As(Nurse)));
        if (list?.Cases.FirstOrDefault() is not { } opened)
        {
            return false;
        }

        var write = new WritePlanRequest
        {
            CaseId = opened.CaseId,
            Strengths = "Esimerkki",
            Goals = { new Goal { Text = "Esimerkki" } },
            Measures = { new Measure { Kind = "coaching", Provider = City, Owner = Coach, DueOn = new Date { Year = 2030, Month = 1, Day = 1 }, Basis = MeasureBasis.Voluntary } },
            RequestId = NewId(),
        };
        var written = await ledger.WriteAsync("team", _ => journey.ClientId, () => plans.WritePlanAsync(write, suite.As(Nurse)), cancel);
        var answer = new RecordClientAnswerRequest { PlanId = written.Plan.PlanId, Version = 1, Answer = ClientAnswer.Accepted, RequestId = NewId() };
        await ledger.WriteAsync("team", _ => journey.ClientId, () => plans.RecordClientAnswerAsync(answer, suite.As(Nurse)), cancel);
        (journey.CaseId, journey.MeasureId) = (opened.CaseId, written.Plan.Measures.Single().MeasureId);
        return true;
    }

    private async Task<bool> EndCoachingAsync(Journey journey, CancellationToken cancel)
    {
        if (journey.CoachingId.Length > 0)
        {
            return true;
        }

        var list = await ledger.ReadAsync(() => coachings.ListCoachingsAsync(new ListCoachingsRequest { MeasureId = journey.MeasureId }, suite.As(Coach)));
        if (list?.Coachings.FirstOrDefault() is not { } opened)
        {
            return false;
        }

        var end = new EndCoachingRequest { CoachingId = opened.CoachingId, Outcome = "employed", RequestId = NewId() };
        await ledger.WriteAsync("coaching", _ => journey.ClientId, () => coachings.EndCoachingAsync(end, suite.As(Coach)), cancel);
        journey.CoachingId = opened.CoachingId;
        return true;
    }

    private async Task<bool> CloseAsync(Journey journey, CancellationToken cancel)
    {
        if (journey.IsClosed)
        {
            return true;
        }

        var found = await ledger.ReadAsync(() => cases.GetCaseAsync(new GetCaseRequest { CaseId = journey.CaseId }, suite.As(Nurse)));
        if (found?.TeamCase.Coachings.SingleOrDefault() is not { State: "ended" })
        {
            return false;
        }

        var close = new CloseCaseRequest { CaseId = journey.CaseId, Outcome = "employed", RequestId = NewId() };
        await ledger.WriteAsync("team", _ => journey.ClientId, () => cases.CloseCaseAsync(close, suite.As(Nurse)), cancel);
        return journey.IsClosed = true;
    }

    private async Task<bool> AcknowledgeAsync(Journey journey, CancellationToken cancel)
    {
        var found = await ledger.ReadAsync(() => referrals.GetReferralAsync(new GetReferralRequest { ReferralId = journey.ReferralId }, suite.As(System)));
        if (found?.Referral.Tasks.Single().Status != TaskStatus.Completed)
        {
            return false;
        }

        var acknowledge = new AcknowledgeOutcomeRequest { TaskId = journey.TaskId, RequestId = NewId() };
        await ledger.WriteAsync("referrals", _ => journey.ClientId, () => referrals.AcknowledgeOutcomeAsync(acknowledge, suite.As(System)), cancel);
        return journey.IsAcknowledged = true;
    }

    private async Task RegisterOrganisationsAsync(CancellationToken cancel)
    {
        foreach (var (id, kind, service) in new[] { (Agency, "kela", ""), (City, "municipality", ""), (County, "wellbeing-services-county", "work-ability-team") })
        {
            var request = new RegisterOrganisationRequest { OrganisationId = id, Name = $"Esimerkki {id}", Kind = kind, RequestId = NewId() };
            request.Services.Add(service.Length == 0 ? [] : [service]);
            await ledger.WriteAsync("referrals", _ => "", () => organisations.RegisterOrganisationAsync(request, suite.As("operator")), cancel);
        }
    }

    private async Task RunAsync(Func<bool> more, CancellationToken cancel)
    {
        var open = new Queue<Journey>();
        while (more() || open.Count > 0)
        {
            if (more() && open.Count < MostOpen)
            {
                open.Enqueue(await BeginAsync(cancel));
            }

            if (open.TryDequeue(out var journey) && !await GoOnAsync(journey, cancel))
            {
                open.Enqueue(journey);
            }

            await Task.Delay(pace, cancel);
        }
    }

    private static string NewId() => Guid.NewGuid().ToString();
}
