using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Pathways;

/// <summary>Plans a step anew.</summary>
[Access(Workers, Shared)]
internal sealed class PlanPathwayStep(
    PathwayKind pathways, PathwayTasks tasks, ClientRelations relations, OrganisationStore organisations, IBusinessClock clock)
{
    public static void Validate(PlanPathwayStepRequest request, Check check) => check
        .OptionalPeriod(request.PlannedStart, request.PlannedEnd, "planned_start", "planned_end")
        .That(!request.LeaveTask || request.TaskId.Length == 0, "task_id", "TASK_GIVEN_TWICE", "empty with leave_task");

    public Task<PlanPathwayStepResponse> Handle(PlanPathwayStepRequest request, Call call)
    {
        var stepId = Guid.Parse(request.StepId);

        return pathways.ChangeAsync(
            request,
            call,
            PathwayStore.OfStep(stepId),
            async (pathway, commit) =>
            {
                if (request.Organisation.Length > 0)
                {
                    await organisations.RequireAsync("organisation", request.Organisation, call.Cancel);
                    await RequireOwnWayAsync(pathway, request, call);
                }

                var on = clock.Today;
                var changed = pathway.Do(new StepChange(PathwayStepAction.PlanPathwayStep, stepId, on)
                {
                    Organisation = request.Organisation,
                    Worker = request.Worker,
                    WorkerName = request.WorkerName,
                    PlannedStart = request.PlannedStart?.ToDay(),
                    PlannedEnd = request.PlannedEnd?.ToDay(),
                    LeavesTask = request.LeaveTask,
                });
                return await tasks.NamedAsync(commit, changed, stepId, request.TaskId);
            },
            pathway => new PlanPathwayStepResponse { Pathway = pathway });
    }

    // Whoever gives a step reads the pathway: who that is, its owner or the case manager decides.
    private async Task RequireOwnWayAsync(Pathway pathway, PlanPathwayStepRequest request, Call call)
    {
        var isOther = request.Organisation != pathway.Step(Guid.Parse(request.StepId)).Organisation;
        if (isOther
            && pathway.Organisation != call.Caller.Organisation
            && !(await relations.OfAsync(pathway.ClientId, pathway.Organisation, call)).HasFlag(Relation.CaseManager))
        {
            throw PathwayErrors.NotYoursToGive();
        }
    }
}
