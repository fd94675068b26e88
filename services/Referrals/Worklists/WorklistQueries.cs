using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Worklists;

/// <summary>What a caller asks of its organisation's worklists, the same for rows and counts.</summary>
internal sealed class WorklistQueries(AgreedRows agreements, Database database, IBusinessClock clock)
{
    public Check CheckFilter(Check check, WorklistFilter? filter) => check.Within("filter", filter, (each, given) => each
        .OptionalMunicipality("municipality", given.Municipality)
        .OptionalProgramme("programme", given.Programme)
        .OptionalCode("service", given.Service, "service", clock.Today));

    public async Task<Func<Worklist, WorklistQuery>> OfAsync(WorklistFilter? filter, WorklistOrder order, Call call)
    {
        var given = filter ?? new WorklistFilter();
        string[] workers = given.Worker.Length > 0
            ? [given.Worker]
            : [
                call.Caller.Subject,
                .. await database.ListAsync(WorklistStore.StandingInFor(call.Caller.Organisation, call.Caller.Subject, clock.Today), call.Cancel),
            ];
        var area = given.Municipality.Length > 0 ? agreements.In(given.Municipality) : agreements.OfOrganisation(call.Caller.Organisation);
        return list => new WorklistQuery(list, call.Caller.Organisation, clock.Today, TimeLimits.LastDay("service-period-warning", clock.Today, area))
        {
            Workers = workers,
            Worker = given.Worker,
            Municipality = given.Municipality,
            Programme = given.Programme,
            Service = given.Service,
            Order = order,
        };
    }
}
