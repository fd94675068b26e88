using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Sandbox.Identity;
using Organisation = Tyokyky.Sandbox.Identity.Organisation;

namespace Tyokyky.Sandbox.Caseload.Steps;

/// <summary>Registers the example organisations with what they can be asked for, their units, areas of responsibility and workers.</summary>
internal static class OrganisationSteps
{
    public static async Task RunAsync(Loading loading, CancellationToken cancel)
    {
        await loading.EachAsync("organisations", loading.Organisations.All, async (organisation, token) =>
        {
            // The same ids whichever caseload it is: the organisations are common to all.
            var request = new RegisterOrganisationRequest
            {
                OrganisationId = organisation.Id,
                Name = organisation.Name,
                Kind = organisation.Kind,
                RequestId = SyntheticIds.RequestId("organisations", organisation.Id),
            };
            request.Services.AddRange(organisation.Services);
            await loading.AsAsync(
                "operator", $"registering {organisation.Name}", options => loading.Apis.Organisations.RegisterOrganisationAsync(request, options), token);
            await StructureAsync(loading, organisation, token);
        }, cancel);
        await WorkersAsync(loading, cancel);
    }

    // Units and areas have ids of the service's own, so those that an earlier caseload brought are looked for and left as they are.
    private static async Task StructureAsync(Loading loading, Organisation organisation, CancellationToken cancel)
    {
        if (organisation.Units.Count + organisation.Areas.Count == 0)
        {
            return;
        }

        var apis = loading.Apis.Organisations;
        var known = await loading.AsAsync(
            "operator",
            $"reading units of {organisation.Name}",
            options => apis.ListUnitsAsync(new ListUnitsRequest { OrganisationId = organisation.Id }, options),
            cancel);
        var units = known.Units.ToDictionary(unit => unit.Name, unit => unit.UnitId);
        foreach (var unit in organisation.Units.Where(unit => !units.ContainsKey(unit.Name)))
        {
            var request = new RegisterUnitRequest
            {
                OrganisationId = organisation.Id,
                Name = unit.Name,
                Municipality = unit.Municipality,
                Services = { unit.Services },
                RequestId = SyntheticIds.RequestId("units", $"{organisation.Id}/{unit.Name}"),
            };
            var registered = await loading.AsAsync("operator", $"registering {unit.Name}", options => apis.RegisterUnitAsync(request, options), cancel);
            units[unit.Name] = registered.Unit.UnitId;
        }

        var areas = await loading.AsAsync(
            "operator",
            $"reading areas of {organisation.Name}",
            options => apis.ListAreasAsync(new ListAreasRequest { OrganisationId = organisation.Id }, options),
            cancel);
        foreach (var (number, area) in organisation.Areas.Index()
            .Where(area => !areas.Areas.Any(there => there.Municipalities.SequenceEqual(area.Item.Municipalities))))
        {
            var request = new RegisterAreaRequest
            {
                OrganisationId = organisation.Id,
                UnitId = area.Unit is null ? "" : units[area.Unit],
                Municipalities = { area.Municipalities },
                Services = { area.Services },
                ValidFrom = new() { Year = 2020, Month = 1, Day = 1 },
                Basis = area.Basis,
                RequestId = SyntheticIds.RequestId("areas", $"{organisation.Id}/{number}"),
            };
            await loading.AsAsync("operator", $"registering an area of {organisation.Name}", options => apis.RegisterAreaAsync(request, options), cancel);
        }
    }

    private static async Task WorkersAsync(Loading loading, CancellationToken cancel)
    {
        var workers = loading.Callers.People.Where(caller => ProfessionOf(caller) is not null).ToArray();
        var asked = new BatchGetProfessionalsRequest { Subjects = { workers.Select(worker => worker.Name) } };
        var known = await loading.AsAsync(
            "operator", "reading professionals", options => loading.Apis.Organisations.BatchGetProfessionalsAsync(asked, options), cancel);
        await loading.EachAsync(
            "professionals",
            workers.Where(worker => !known.Professionals.Any(there => there.Subject == worker.Name)).ToArray(),
            async (worker, token) =>
            {
                var request = new RegisterProfessionalRequest
                {
                    OrganisationId = worker.Organisation.Id,
                    Subject = worker.Name,
                    Name = worker.DisplayName,
                    Profession = ProfessionOf(worker),
                    Languages = { "fi" },
                    RequestId = SyntheticIds.RequestId("professionals", worker.Name),
                };
                await loading.AsAsync(
                    "operator", $"registering {worker.Name}", options => loading.Apis.Organisations.RegisterProfessionalAsync(request, options), token);
            },
            cancel);
    }

    private static string? ProfessionOf(ExampleCaller caller) => caller.Profession ?? caller.Roles[0] switch
    {
        "coordinator" => "work-ability-coordinator",
        "coach" => "job-coach",
        "referrer" when caller.Organisation.Kind == "employment-authority" => "employment-specialist",
        "referrer" when caller.Organisation.Kind == "kela" => "kela-expert",
        _ => null,
    };
}
