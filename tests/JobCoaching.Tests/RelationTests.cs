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
        var coaching = await host.StartedAsync();
        var employer = await host.EmployerAsync();
        var job = (await host.Results.RecordJobAsync(CoachingHost.NewJob(coaching, employer))).Job;
        await host.OpenedAsync(Elsewhere);
        var world = new Dictionary<string, object>
        {
            ["coaching_id"] = coaching.CoachingId,
            ["employer_id"] = employer,
            ["job_id"] = job.JobId,
            ["occupation"] = "9412",
            ["weekly_hours"] = 30,
            ["minutes"] = 30,
        };
        var walk = new StrangerWalk(Access.Table, new ContractRequests(world, FinnishTime.DayOf(host.Now)), [coaching.CoachingId, coaching.ClientId, coaching.MeasureId, job.JobId]);

        await walk.ExpectValidAsync([new("its organisation", Roles.Any, role => host.As(role, CoachingHost.City))]);
        await walk.ExpectStrangersLearnNothingAsync(
        [
            new("another organisation", Roles.Any, role => host.As(role, "0000007-8")),
            new("the organisation of another coaching", Roles.Any, role => host.As(role, Elsewhere)),
        ]);
    }
}
