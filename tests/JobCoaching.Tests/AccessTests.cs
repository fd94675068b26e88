using Grpc.Core;
using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;

namespace Tyokyky.JobCoaching.Tests;

public sealed class AccessTests(CoachingHost host) : IClassFixture<CoachingHost>
{
    [Fact]
    public Task Every_RPC_is_closed_without_a_token_and_to_every_role_that_its_line_does_not_name() => AccessWalk.WalkAsync(host, Access.Table);

    [Fact]
    public void Every_RPC_of_the_contracts_is_in_the_table() =>
        new[]
            {
                CoachingsService.Descriptor, ResultsService.Descriptor, FollowUpsService.Descriptor, WorkTrialFeedbackService.Descriptor,
                CaseloadsService.Descriptor, QualityService.Descriptor, BenefitsCounsellingService.Descriptor, GroupsService.Descriptor,
                ResourcesService.Descriptor,
            }
            .SelectMany(service => service.Methods)
            .Select(method => $"/{method.Service.FullName}/{method.Name}")
            .Except(Access.Table.Select(rule => rule.Rpc))
            .ShouldBeEmpty();

    [Fact]
    public async Task Another_organisation_is_refused_everywhere_whether_or_not_the_object_exists_and_changes_nothing()
    {
        var started = await host.StartedAsync();
        var employer = await host.EmployerAsync();
        var job = (await host.Results.RecordJobAsync(CoachingHost.NewJob(started, employer))).Job;
        var coachings = new CoachingsService.CoachingsServiceClient(host.As(Role.Coach, CoachingHost.Stranger));
        var results = new ResultsService.ResultsServiceClient(host.As(Role.Coach, CoachingHost.Stranger));

        foreach (var (coachingId, jobId) in new[] { (started.CoachingId, job.JobId), (CoachingHost.Id(), CoachingHost.Id()) })
        {
            var target = new Coaching { CoachingId = coachingId };
            await Refused(coachings.GetCoachingAsync(new GetCoachingRequest { CoachingId = coachingId }));
            await Refused(coachings.StartCoachingAsync(CoachingHost.NewStart(target)));
            await Refused(coachings.LogContactAsync(CoachingHost.NewContact(target)));
            await Refused(coachings.FindOpeningsAsync(new FindOpeningsRequest { CoachingId = coachingId }));
            await Refused(coachings.EndCoachingAsync(new EndCoachingRequest { CoachingId = coachingId, Outcome = "employed" }));
            await Refused(results.RecordJobAsync(CoachingHost.NewJob(target, employer)));
            await Refused(results.EndJobAsync(new EndJobRequest { JobId = jobId, EndedOn = CoachingHost.Day(0), Reason = "other" }));
            await Refused(results.RecordWorkTrialAsync(new RecordWorkTrialRequest { CoachingId = coachingId, EmployerId = employer, StartedOn = CoachingHost.Day(-1), EndsOn = CoachingHost.Day(1) }));
            await Refused(results.RecordStudiesAsync(new RecordStudiesRequest { CoachingId = coachingId, Level = "vocational", StartedOn = CoachingHost.Day(-1) }));
            await Refused(results.ListResultsAsync(new ListResultsRequest { CoachingId = coachingId }));
        }

        (await coachings.ListCoachingsAsync(new ListCoachingsRequest { ClientId = started.ClientId })).Coachings.ShouldBeEmpty();
        (await host.ReadAsync(started.CoachingId)).ShouldBe(started);
        (await host.Results.ListResultsAsync(new ListResultsRequest { CoachingId = started.CoachingId })).Jobs.ShouldHaveSingleItem().ShouldBe(job);
        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM access_log WHERE kind = 'refusal' AND client_id = '{started.ClientId}' AND organisation = '{CoachingHost.Stranger}'")).ShouldBe(10);
    }

    [Fact]
    public async Task A_coordinator_of_the_organisation_reads_and_changes_nothing()
    {
        var opened = await host.OpenedAsync();
        var coachings = new CoachingsService.CoachingsServiceClient(host.As(Role.Coordinator, CoachingHost.City));

        (await coachings.GetCoachingAsync(new GetCoachingRequest { CoachingId = opened.CoachingId })).Coaching.ShouldBe(opened);
        await coachings.StartCoachingAsync(CoachingHost.NewStart(opened)).ShouldFail(StatusCode.PermissionDenied, "ROLE_NOT_ALLOWED");
    }

    private static async Task Refused<T>(AsyncUnaryCall<T> call) => await call.ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
}
