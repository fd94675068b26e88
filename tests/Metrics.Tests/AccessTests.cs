using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Metrics.Tests;

public sealed class AccessTests(MetricsHost host) : IClassFixture<MetricsHost>
{
    [Fact]
    public Task Every_RPC_is_closed_without_a_token_and_to_every_role_that_its_line_does_not_name() => AccessWalk.WalkAsync(host, Access.Table);
}
