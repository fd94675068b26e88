using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Pathways;

/// <summary>Adds a step to a pathway.</summary>
[Access(Role.Coordinator | Role.TeamMember | Role.Coach, Relation.Owner | Relation.CaseManager)]
internal sealed class AddPathwayStep(
    PathwayKind pathways, PathwayTasks tasks, OrganisationStore organisations, TimeProvider time, IBusinessClock clock)
{
    public void Validate(AddPathwayStepRequest request, Check check) => check
        .OptionalCode("phase", request.Phase, "pathway-phase", clock.Today)
        .OptionalCode("service", request.Service, "service", clock.Today)
        .OptionalPeriod(request.PlannedStart, request.PlannedEnd, "planned_start", "planned_end");

    public Task<AddPathwayStepResponse> Handle(AddPathwayStepRequest request, Call call)
    {
        var stepId = Guid.CreateVersion7(time.GetUtcNow());

        return pathways.ChangeAsync(
            request,
            call,
            PathwayStore.Whole(Guid.Parse(request.PathwayId)),
            async (pathway, commit) =>
            {
                pathway.RequireOpen();
                Guid[] after = [.. request.AfterStepIds.Select(Guid.Parse)];
                if (after.Except(pathway.Steps.Select(step => step.Id)).Any())
                {
                    throw PathwayErrors.UnknownStep("after_step_ids");
                }

                if (request.Organisation.Length > 0)
                {
                    await organisations.RequireAsync("organisation", request.Organisation, call.Cancel);
                }

                var step = new PathwayStep
                {
                    Id = stepId,
                    Number = pathway.Steps.Count + 1,
                    Phase = request.Phase,
                    Service = request.Service,
                    Organisation = request.Organisation,
                    Worker = request.Worker,
                    WorkerName = request.WorkerName,
                    After = after,
                    PlannedStart = request.PlannedStart?.ToDay(),
                    PlannedEnd = request.PlannedEnd?.ToDay(),
                    AddedOn = clock.Today,
                };
                var added = new Transition("pathway-step", stepId, "", "planned", clock.Now);
                return await tasks.NamedAsync(commit, (pathway.Add(step), added), stepId, request.TaskId);
            },
            pathway => new AddPathwayStepResponse { Pathway = pathway, StepId = stepId.ToString() });
    }
}
