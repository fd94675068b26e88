using Tyokyky.Contracts.Common.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.EmployerRelations.Tests;

/// <summary>Whatever a caller puts into a field, it is answered clearly.</summary>
public sealed class HardValueTests(EmployersHost host) : IClassFixture<EmployersHost>
{
    [Fact]
    public async Task Every_hard_value_of_every_field_is_answered_clearly_and_changes_nothing()
    {
        var employer = (await host.RegisteredAsync()).EmployerId;
        var opening = (await host.Openings.PublishOpeningAsync(EmployersHost.NewOpening(employer))).Opening.OpeningId;
        var world = new Dictionary<string, object>
        {
            ["employer_id"] = employer,
            ["opening_id"] = opening,
            ["RegisterEmployerRequest.business_id"] = host.NextBusinessId(),
            ["municipality"] = "698",
            ["occupation"] = "5120",
            ["weekly_hours"] = 20,
            ["minutes"] = 15,
            ["mode"] = (int)Mode.Phone,
        };
        var walk = new HardValueWalk(host.Services, new ContractRequests(world, FinnishTime.DayOf(host.Now)), host.Database);

        await walk.ExpectClearAnswersAsync([new("its organisation", Roles.Any, role => host.As(role, EmployersHost.Organisation))]);
    }
}
