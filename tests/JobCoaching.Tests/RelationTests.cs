using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;

namespace Tyokyky.JobCoaching.Tests;

/// <summary>Whoever is nothing to a coaching is refused and learns nothing.</summary>
public sealed class RelationTests(CoachingHost host) : IClassFixture<CoachingHost>
{
    [Fact]
    public async Task Every_RPC_refuses_every_kind_of_stranger_and_tells_them_nothing()
    {
        const string Elsewhere = "0000005-1";
        var (coaching, job, requests) = await WorldAsync();
        await host.OpenedAsync(Elsewhere);
        var walk = new StrangerWalk(Access.Table, requests, [coaching.CoachingId, coaching.ClientId, coaching.MeasureId, job.JobId]);

        await walk.ExpectValidAsync([Party]);
        await walk.ExpectStrangersLearnNothingAsync(
        [
            new("another organisation", Roles.Any, role => host.As(role, "0000007-8")),
            new("the organisation of another coaching", Roles.Any, role => host.As(role, Elsewhere)),
        ]);
    }

    [Fact]
    public async Task Every_hard_value_of_every_field_is_answered_clearly_and_changes_nothing()
    {
        var (_, _, requests) = await WorldAsync();

        await new HardValueWalk(host.Services, requests, host.Database).ExpectClearAnswersAsync([Party]);
    }

    private Somebody Party => new("its organisation", Roles.Any, role => host.As(role, CoachingHost.City));

    private async Task<(Coaching Coaching, Job Job, ContractRequests Requests)> WorldAsync()
    {
        var coaching = await host.StartedAsync();
        var employer = await host.EmployerAsync();
        var job = (await host.Results.RecordJobAsync(CoachingHost.NewJob(coaching, employer))).Job;
        var contact = (await host.Coachings.LogContactAsync(CoachingHost.NewContact(coaching))).ContactId;
        coaching = await host.ReadAsync(coaching.CoachingId);
        var details = new ResultDetails
        {
            StartedOn = CoachingHost.Day(-4),
            EmployerId = employer,
            Work = new Work { Contract = Contract.Permanent, WeeklyHours = 20, Occupation = "9412" },
        };
        var world = new Dictionary<string, object>
        {
            ["coaching_id"] = coaching.CoachingId,
            ["employer_id"] = employer,
            ["job_id"] = job.JobId,
            ["occupation"] = "9412",
            ["weekly_hours"] = 30,
            ["minutes"] = 30,
            ["contact_id"] = contact,
            ["result_id"] = job.JobId,
            ["CorrectResultRequest.details"] = details,
            ["RecordResultRequest.type"] = (int)ResultType.Volunteering,
            ["SetPaySubsidyRequest.pay_subsidised"] = true,
            ["AssignCoachRequest.coach"] = await host.WorkerAsync(),
        };
        return (coaching, job, new ContractRequests(world, FinnishTime.DayOf(host.Now)));
    }
}
