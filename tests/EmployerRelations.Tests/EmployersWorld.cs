using Tyokyky.Contracts.Common.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;

namespace Tyokyky.EmployerRelations.Tests;

/// <summary>What a valid request of each RPC names.</summary>
internal sealed record EmployersWorld(ContractRequests Requests, Somebody Party)
{
    public static async Task<EmployersWorld> MakeAsync(EmployersHost host)
    {
        var employer = (await host.RegisteredAsync()).EmployerId;
        var opening = (await host.Openings.PublishOpeningAsync(EmployersHost.NewOpening(employer))).Opening.OpeningId;
        var values = new Dictionary<string, object>
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
        return new(
            new ContractRequests(values, FinnishTime.DayOf(host.Now)), new("its organisation", Roles.Any, role => host.As(role, EmployersHost.Organisation)));
    }
}
