using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Records;
using Tyokyky.Referrals.Domain;
using Tyokyky.Referrals.Persistence;
using Tyokyky.ServiceDefaults;
using PathwayStep = Tyokyky.Referrals.Domain.PathwayStep;

namespace Tyokyky.Referrals.UseCases;

/// <summary>Adds a step to a pathway.</summary>
[Access(Role.Coordinator | Role.TeamMember | Role.Coach, Relation.Owner | Relation.CaseManager)]
internal sealed class AddPathwayStep(PathwayChange change, OrganisationStore organisations, TimeProvider time, IBusinessClock clock)
{
    public Task<AddPathwayStepResponse> Handle(AddPathwayStepRequest request, Call call)
    {
        Check.Shape(check => check
            .Uuid("pathway_id", request.PathwayId)
            .Code("phase", request.Phase, "pathway-phase", clock.Today)
            .Code("service", request.Service, "service", clock.Today)
            .MaxLength("worker", request.Worker, 200).MaxLength("worker_name", request.WorkerName, 200)
            .MaxCount("after_step_ids", request.AfterStepIds, 20)
            .Uuids("after_step_ids", request.AfterStepIds)
            .OptionalPeriod(request.PlannedStart, request.PlannedEnd, "planned_start", "planned_end"));
        var stepId = Guid.CreateVersion7(time.GetUtcNow());

        return change.Do(
            Guid.Parse(request.PathwayId),
            request.Etag,
            request,
            call,
            async pathway =>
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
                return (pathway.Add(step), new Transition("pathway-step", stepId, "", "planned", clock.Now));
            },
            pathway => new AddPathwayStepResponse { Pathway = pathway, StepId = stepId.ToString() });
    }
}
