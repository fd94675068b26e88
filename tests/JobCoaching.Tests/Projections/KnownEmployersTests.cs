using Tyokyky.Contracts.Operations.V1;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.JobCoaching.Tests.Projections;

public sealed class KnownEmployersTests(CoachingHost host) : IClassFixture<CoachingHost>
{
    [Fact]
    public async Task The_employers_rebuilt_from_the_facts_are_the_employers_known()
    {
        await host.EmployerAsync("company");
        await host.EmployerAsync("municipality");
        var operations = new OperationsService.OperationsServiceClient(host.As(Role.Operator));

        var verified = await operations.VerifyProjectionAsync(new VerifyProjectionRequest { Projection = "employers" });

        (verified.Done, verified.Equal, verified.LiveRows).ShouldBe((true, true, 2));
        await operations.RebuildProjectionAsync(new RebuildProjectionRequest { Projection = "employers", Reason = "test" });
        (await host.Database.ScalarAsync<long>("SELECT count(*) FROM known_employer")).ShouldBe(2);
    }
}
