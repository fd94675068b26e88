using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Referrals.Domain;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.UseCases;

/// <summary>Pauses a step until a day.</summary>
[Access(Workers, Shared)]
internal sealed class PausePathwayStep(PathwayChange change, IBusinessClock clock)
{
    public Task<PausePathwayStepResponse> Handle(PausePathwayStepRequest request, Call call)
    {
        Check.Shape(check => check
            .Uuid("step_id", request.StepId)
            .Code("reason", request.Reason, PathwayStepTable.RuleOf(PathwayStepAction.PausePathwayStep).ReasonSystem!, clock.Today)
            .Required("resume_on", request.ResumeOn).OptionalDayAfter("resume_on", request.ResumeOn, clock.Today));
        var stepId = Guid.Parse(request.StepId);

        return change.DoStep(
            stepId,
            request.Etag,
            request,
            call,
            pathway =>
            {
                var on = clock.Today;
                var changed = pathway.Do(new StepChange(PathwayStepAction.PausePathwayStep, stepId, on)
                {
                    Reason = request.Reason,
                    PlannedEnd = request.ResumeOn.ToDay(),
                });
                return new(changed);
            },
            pathway => new PausePathwayStepResponse { Pathway = pathway });
    }
}
