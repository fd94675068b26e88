using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Coordination;

namespace Tyokyky.Referrals.Pathways;

/// <summary>Opens a pathway for a client, from a template or empty.</summary>
[Access(Role.Coordinator | Role.TeamMember | Role.Coach, Known)]
internal sealed class OpenPathway(
    PathwayKind pathways, PathwayView view, AgreedRows agreements, UnitOfWork unitOfWork, Database database, TimeProvider time, IBusinessClock clock)
{
    public void Validate(OpenPathwayRequest request, Check check) => check
        .OptionalCode("template", request.Template, "pathway-template", clock.CodeDay(request.OpenedOn))
        .That(request.Owner.Length == 0 == (request.OwnerName.Length == 0), "owner_name", "FIELD_REQUIRED", "the owner's name, with owner alone")
        .OptionalProgramme("programme", request.Programme);

    public async Task<OpenPathwayResponse> Handle(OpenPathwayRequest request, Call call)
    {
        var clientId = Guid.Parse(request.ClientId);

        return await unitOfWork
            .Load(
                request,
                call,
                ClientStore.Own(clientId, call.Caller.Organisation).Fenced(ClientStore.Fence),
                ClientStore.OfReferrer(clientId, call.Caller.Organisation).Unguarded("the pathway keeps what the referrer's record said when it was opened"),
                ResponsibilityStore.CaseManager(clientId, clock.Today).Unguarded("the commit itself finds that somebody manages, behind a lock"),
                (own, referrers, manager) => (Record: own ?? referrers, IsOwn: own is not null, Manager: manager))
            .Authorize(
                _ => new AuditSubject(clientId, "pathway", ""),
                found => found.Record is null ? null : found.IsOwn ? Relation.Controller : Relation.Receiver)
            .WriteAsync(async (found, commit) =>
            {
                if (await database.OneAsync(PathwayStore.IsOnOwn(clientId, call.Caller.Organisation), call.Cancel))
                {
                    throw PathwayErrors.AlreadyOpen();
                }

                var area = await agreements.InAsync(commit, found.Record!.FactMunicipality);
                var opened = Open(request, call, found.Record, found.Manager ?? throw PathwayErrors.NoCaseManager(), area);
                commit.Lock(ClientLocks.Rely(ClientLocks.CaseManagement, clientId)).GuardAbsence(CoordinationStore.NobodyManages(clientId));
                var pathway = await pathways.ApplyAsync(
                    commit, null, (opened, new Transition(opened.ObjectType, opened.Id, "", "open", FinnishTime.StartOf(opened.OpenedOn))));
                return new OpenPathwayResponse { Pathway = await view.Of(pathway, call, Relation.None) };
            });
    }

    private Pathway Open(OpenPathwayRequest request, Call call, ClientRecord record, CaseManagerToday manager, AreaAgreements area)
    {
        var openedOn = clock.DayOrToday("opened_on", request.OpenedOn);
        var managersOwn = request.Owner.Length == 0 && manager.Organisation == call.Caller.Organisation;
        return new Pathway
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            ClientId = Guid.Parse(request.ClientId),
            Organisation = call.Caller.Organisation,
            Template = request.Template,
            Programme = request.Programme,
            Municipality = record.FactMunicipality,
            BirthDate = record.BirthDate,
            Background = record.FactBackground,
            OpenedOn = openedOn,
            RecordedAt = time.GetUtcNow(),
            Owner = managersOwn ? manager.Worker : request.Owner,
            OwnerName = managersOwn ? manager.WorkerName : request.OwnerName,
            Steps = Steps(request.Template, openedOn, area),
        };
    }

    // One after another in the template's business days; the first ones begin within the agreed time.
    private List<PathwayStep> Steps(string name, DateOnly openedOn, AreaAgreements area)
    {
        var steps = new List<PathwayStep>();
        if (name.Length == 0)
        {
            return steps;
        }

        foreach (var row in PathwayTemplates.Find(name, openedOn, area)?.Steps ?? throw PathwayErrors.NoTemplate(openedOn))
        {
            var before = steps.Where(step => row.After.Contains(step.TemplateStep)).ToList();
            var start = before.Count > 0 ? before.Max(step => step.PlannedEnd!.Value) : TimeLimits.LastDay("pathway-first-step", openedOn, area);
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
