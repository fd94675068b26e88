namespace Tyokyky.Referrals.UseCases;

/// <summary>Opens a pathway for a client, from a template or empty.</summary>
[Access(Role.Coordinator | Role.TeamMember | Role.Coach, Known)]
internal sealed class OpenPathway(PathwayView view, UnitOfWork unitOfWork, Database database, TimeProvider time, IBusinessClock clock)
{
    public void Validate(OpenPathwayRequest request, Check check) => check
        .OptionalCode("template", request.Template, "pathway-template", clock.CodeDay(request.OpenedOn))
        .That(request.Owner.Length == 0 == (request.OwnerName.Length == 0), "owner_name", "FIELD_REQUIRED", "the owner's name, with owner alone")
        .OptionalProgramme("programme", request.Programme);

    public async Task<OpenPathwayResponse> Handle(OpenPathwayRequest request, Call call)
    {
        var clientId = Guid.Parse(request.ClientId);

        var (own, referrers, manager) = await unitOfWork.LoadAsync(
            call, request, ClientStore.Own(clientId, call.Caller.Organisation), ClientStore.OfReferrer(clientId, call.Caller.Organisation), ResponsibilityStore.CaseManager(clientId, clock.Today));
        var record = own ?? referrers;
        call.SetAuditSubject(request.ClientId, "pathway", "");
        call.Authorize(record, own is not null ? Relation.Controller : Relation.Receiver);
        if (call.Replay<OpenPathwayResponse>() is { } done)
        {
            return done;
        }

        if (await database.OneAsync(PathwayStore.IsOnOwn(clientId, call.Caller.Organisation), call.Cancel))
        {
            throw PathwayErrors.AlreadyOpen();
        }

        if (manager is null)
        {
            throw PathwayErrors.NoCaseManager();
        }

        var openedOn = clock.DayOrToday("opened_on", request.OpenedOn);
        var managersOwn = request.Owner.Length == 0 && manager.Organisation == call.Caller.Organisation;
        var pathway = new Pathway
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            ClientId = clientId,
            Organisation = call.Caller.Organisation,
            Template = request.Template,
            Programme = request.Programme,
            Municipality = record.FactMunicipality,
            BirthDate = record.BirthDate,
            OpenedOn = openedOn,
            RecordedAt = time.GetUtcNow(),
            Owner = managersOwn ? manager.Worker : request.Owner,
            OwnerName = managersOwn ? manager.WorkerName : request.OwnerName,
            Steps = Steps(request.Template, openedOn),
        }.Settled(clock.Today);

        var commit = unitOfWork.Commit(call, request).Lock(ClientLocks.Rely(ClientLocks.CaseManagement, clientId)).GuardAbsence(CoordinationStore.NobodyManages(clientId));
        return await PathwayChange.Write(commit, null, pathway, new Transition(pathway.ObjectType, pathway.Id, "", "open", FinnishTime.StartOf(openedOn)), clock.Today)
            .SaveAsync(new OpenPathwayResponse { Pathway = await view.Of(pathway, call, Relation.None) });
    }

    // One after another in the template's business days; the first ones begin within the agreed time.
    private List<PathwayStep> Steps(string name, DateOnly openedOn)
    {
        var steps = new List<PathwayStep>();
        if (name.Length == 0)
        {
            return steps;
        }

        foreach (var row in PathwayTemplates.Find(name, openedOn)?.Steps ?? throw PathwayErrors.NoTemplate(openedOn))
        {
            var before = steps.Where(step => row.After.Contains(step.TemplateStep)).ToList();
            var start = before.Count > 0 ? before.Max(step => step.PlannedEnd!.Value) : TimeLimits.LastDay("pathway-first-step", openedOn);
            steps.Add(new PathwayStep
            {
                Id = Guid.CreateVersion7(time.GetUtcNow()),
                Number = steps.Count + 1,
                TemplateStep = row.Step,
                Phase = row.Phase,
                Service = row.Service,
                After = [.. before.Select(step => step.Id)],
                PlannedStart = start,
                PlannedEnd = FinnishCalendar.AddBusinessDays(start, row.BusinessDays),
                AddedOn = openedOn,
            });
        }

        return steps;
    }
}
