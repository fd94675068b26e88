using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Directory;

/// <summary>Takes services in from PTV: bad rows are told, the rest is one commit.</summary>
[Access(Role.Coordinator | Role.Manager | Role.Operator)]
internal sealed class ImportPtvServices(
    DirectoryEntryKind entries, OrganisationStore organisations, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(ImportPtvServicesRequest request, Check check) =>
        check.Each("service_codes", request.ServiceCodes, (each, given) => each.OptionalCode("service", given.Service, "service", clock.Today));

    public Task<ImportPtvServicesResponse> Handle(ImportPtvServicesRequest request, Call call)
    {
        var batch = PtvBatch.Read(request.Organizations.Memory, request.ServiceChannels.Memory, request.Services.Memory, clock.Today);

        return unitOfWork
            .Load(
                request,
                call,
                DirectoryStore.ByPtvIds(batch.ServiceIds).Unguarded("an entry changes by its version, and a service of PTV is one entry"),
                DirectoryStore.PtvOrganisations(batch.OrganisationIds).Unguarded("whose a business id is may be as PTV told it before"),
                (known, providers) => (Entries: known!, Organisations: providers!))
            .ForEveryone()
            .WriteAsync(async (found, commit) =>
            {
                var import = await DecideAsync(request, call, batch, found.Entries, found.Organisations);
                foreach (var organisation in import.Organisations) { commit.Add(DirectoryStore.Remember(organisation)); }

                // Two imports that bring the same new service at once: the later one finds it when it runs again.
                commit.OnViolation(DirectoryStore.PtvIdOnce, () => new RetryableConflict("Another import brought the same service."));
                foreach (var (before, now) in import.Changes)
                {
                    var from = before is null ? "" : StateCode.Of(before.State);
                    var transition = new Transition(now.ObjectType, now.Id, from, StateCode.Of(now.State), FinnishTime.StartOf(clock.Today), "ptv");
                    await entries.ApplyAsync(commit, before, (now, transition));
                }

                return Told(import);
            });
    }

    private async Task<PtvImport> DecideAsync(
        ImportPtvServicesRequest request, Call call, PtvBatch batch, IReadOnlyList<DirectoryEntry> known, IReadOnlyList<KnownPtvOrganisation> providers)
    {
        var keeper = call.Role == Role.Operator ? null : call.Caller.Organisation;
        var import = new PtvImport(known, providers, keeper, clock.Today, () => Guid.CreateVersion7(time.GetUtcNow()), DirectoryStore.Body);
        import.Take(batch.Organisations);
        import.Take(batch.Channels);
        foreach (var service in batch.Services)
        {
            var business = service.Organisation is { } id ? import.OrganisationOf(id) : null;
            var provider = business is null ? null : await organisations.FindAsync(business, call.Cancel);
            import.Take(service, provider, request.ServiceCodes.LastOrDefault(given => Guid.Parse(given.PtvId) == service.Id)?.Service ?? "");
        }

        return import;
    }

    private static ImportPtvServicesResponse Told(PtvImport import)
    {
        var rows = import.Rows();
        int Count(PtvImportResult result) => rows.Count(row => row.Kind == PtvDocumentKind.Service && row.Result == result);
        return new ImportPtvServicesResponse
        {
            Rows = { rows.Select(Told) },
            Created = Count(PtvImportResult.Created),
            Updated = Count(PtvImportResult.Updated),
            Unchanged = Count(PtvImportResult.Unchanged),
            Refused = Count(PtvImportResult.Refused),
        };
    }

    private static PtvImportRow Told(PtvRow row) => new()
    {
        Kind = row.Kind,
        Index = row.Index,
        PtvId = row.PtvId?.ToString() ?? "",
        Name = row.Name,
        Result = row.Result,
        EntryId = row.EntryId?.ToString() ?? "",
        Errors = { row.Errors.Select(Told) },
        Warnings = { row.Warnings.Select(Told) },
    };

    private static PtvImportProblem Told(PtvProblem problem) => new() { Field = problem.Field, Reason = problem.Reason, Description = problem.Description };
}
