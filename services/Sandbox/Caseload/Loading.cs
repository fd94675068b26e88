using Grpc.Core;
using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.Contracts.Employers.V1;
using Tyokyky.Contracts.Metrics.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.Sandbox.Identity;
using Tyokyky.Sandbox.Suite;

namespace Tyokyky.Sandbox.Caseload;

/// <summary>The public APIs that a caseload is made through.</summary>
internal sealed class SuiteApis(SuiteChannels channels)
{
    public OrganisationsService.OrganisationsServiceClient Organisations { get; } = new(channels.To("referrals"));

    public ClientRegisterService.ClientRegisterServiceClient Clients { get; } = new(channels.To("referrals"));

    public SituationService.SituationServiceClient Situations { get; } = new(channels.To("referrals"));

    public ReferralsService.ReferralsServiceClient Referrals { get; } = new(channels.To("referrals"));

    public CoordinationService.CoordinationServiceClient Coordination { get; } = new(channels.To("referrals"));

    public ServiceNeedsService.ServiceNeedsServiceClient Needs { get; } = new(channels.To("referrals"));

    public PathwaysService.PathwaysServiceClient Pathways { get; } = new(channels.To("referrals"));

    public NetworksService.NetworksServiceClient Networks { get; } = new(channels.To("referrals"));

    public NetworkMeetingsService.NetworkMeetingsServiceClient Meetings { get; } = new(channels.To("referrals"));

    public AgreedActionsService.AgreedActionsServiceClient Actions { get; } = new(channels.To("referrals"));

    public ObservationsService.ObservationsServiceClient Observations { get; } = new(channels.To("referrals"));

    public CasesService.CasesServiceClient Cases { get; } = new(channels.To("team"));

    public PlansService.PlansServiceClient Plans { get; } = new(channels.To("team"));

    public CoachingsService.CoachingsServiceClient Coachings { get; } = new(channels.To("coaching"));

    public ResultsService.ResultsServiceClient Results { get; } = new(channels.To("coaching"));

    public EmployersService.EmployersServiceClient Employers { get; } = new(channels.To("employers"));

    public OpeningsService.OpeningsServiceClient Openings { get; } = new(channels.To("employers"));

    public ReportsService.ReportsServiceClient Reports { get; } = new(channels.To("metrics"));
}

/// <summary>One run of the loader: the plan, what is known of each person so far, and how to call and tell.</summary>
internal sealed class Loading(CaseloadPlan plan, SuiteApis apis, SuiteCalls calls, Callers callers, Organisations organisations, Action<string> tell)
{
    // Enough to keep two processor cores busy, few enough to stay within every service's pool of connections.
    private const int AtOnce = 8;

    private int called;

    public CaseloadPlan Plan { get; } = plan;

    public SuiteApis Apis { get; } = apis;

    public Callers Callers { get; } = callers;

    public Organisations Organisations { get; } = organisations;

    public Way[] Ways { get; } = [.. plan.Persons.Select(person => new Way(person))];

    /// <summary>The employers' ids, in the plan's order.</summary>
    public string[] EmployerIds { get; } = new string[plan.Employers.Count];

    public int Called => called;

    public Task<T> AsAsync<T>(string caller, string what, Func<CallOptions, AsyncUnaryCall<T>> call, CancellationToken cancel)
    {
        Interlocked.Increment(ref called);
        return calls.AsAsync(caller, what, call, cancel);
    }

    public Task<T> UntilAsync<T>(string what, Func<Task<T?>> ask, CancellationToken cancel)
        where T : class => calls.UntilAsync(what, ask, cancel);

    /// <summary>The request id of a step: the same in every run.</summary>
    public string Id(string step) => SyntheticIds.RequestId(Plan.Programme, step);

    /// <summary>Does something for each, several at once, and tells how far it is.</summary>
    public async Task EachAsync<T>(string what, IReadOnlyCollection<T> items, Func<T, CancellationToken, Task> act, CancellationToken cancel)
    {
        var done = 0;
        var step = Math.Max(1, items.Count / 4);
        await Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (item, token) =>
        {
            await act(item, token);
            if (Interlocked.Increment(ref done) is var now && (now % step == 0 || now == items.Count))
            {
                tell($"{what}: {now} of {items.Count}");
            }
        });
    }

    public void Tell(string line) => tell(line);
}
