namespace Tyokyky.Referrals.UseCases;

/// <summary>Takes services in from PTV: bad rows are told, the rest is one commit.</summary>
[Access(Role.Coordinator | Role.Manager | Role.Operator)]
internal sealed class ImportPtvServices(OrganisationStore organisations, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(ImportPtvServicesRequest request, Check check) => check.Each("service_codes", request.ServiceCodes, (each, given) => each.Uuid("ptv_id", given.PtvId).Code("service", given.Service, "service", clock.Today));

    public async Task<ImportPtvServicesResponse> Handle(ImportPtvServicesRequest request, Call call)
    {
        var batch = PtvBatch.Read(request.Organizations.Memory, request.ServiceChannels.Memory, request.Services.Memory, clock.Today);

        var (entries, known) = await unitOfWork.LoadAsync(call, request, DirectoryStore.ByPtvIds(batch.ServiceIds), DirectoryStore.PtvOrganisations(batch.OrganisationIds));
        if (call.Replay<ImportPtvServicesResponse>() is { } done)
        {
            return done;
        }

        var names = await organisations.NamesAsync(known!.Select(each => each.Organisation).Concat(batch.Organisations.Select(each => each.BusinessId)), call.Cancel);
        var import = new PtvImport(entries!, known!, call.Role == Role.Operator ? null : call.Caller.Organisation, clock.Today, () => Guid.CreateVersion7(time.GetUtcNow()), DirectoryStore.Body);
        import.Take(batch.Organisations);
        import.Take(batch.Channels);
        foreach (var service in batch.Services)
        {
            var provider = service.Organisation is { } id && import.OrganisationOf(id) is { } business ? await organisations.FindAsync(business, call.Cancel) : null;
            import.Take(service, provider, request.ServiceCodes.LastOrDefault(given => Guid.Parse(given.PtvId) == service.Id)?.Service ?? "");
        }

        // Two imports that bring the same new service at once: the later one finds it when it runs again.
        var commit = unitOfWork.Commit(call, request).OnViolation(DirectoryStore.PtvIdOnce, () => new RetryableConflict("Another import brought the same service."));
        foreach (var (ptvId, organisation) in import.Organisations)
        {
            commit.Add(DirectoryStore.Remember(ptvId, organisation));
        }

        foreach (var (before, now) in import.Changes)
        {
            var statement = before is null ? DirectoryStore.Insert(now, names(now.Details.Provider)) : DirectoryStore.Update(now, names(now.Details.Provider));
            commit.Guard(statement)
                .Transition(new Transition(now.ObjectType, now.Id, before is null ? "" : StateCode.Of(before.State), StateCode.Of(now.State), FinnishTime.StartOf(clock.Today), "ptv"));
            DirectoryChange.Tell(commit, before, now);
        }

        return await commit.SaveAsync(Told(import));
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
