namespace Tyokyky.Referrals.UseCases;

/// <summary>Leaves a planned step out.</summary>
[Access(Workers, Shared)]
internal sealed class SkipPathwayStep(PathwayChange change, IBusinessClock clock)
{
    public void Validate(SkipPathwayStepRequest request, Check check) => check.OptionalCode("reason", request.Reason, PathwayStepTable.RuleOf(PathwayStepAction.SkipPathwayStep).ReasonSystem!, clock.Today);

    public Task<SkipPathwayStepResponse> Handle(SkipPathwayStepRequest request, Call call)
    {
        var stepId = Guid.Parse(request.StepId);

        return change.DoStep(
            stepId,
            request.Etag,
            request,
            call,
            pathway =>
            {
                var on = clock.Today;
                var changed = pathway.Do(new StepChange(PathwayStepAction.SkipPathwayStep, stepId, on)
                {
                    Reason = request.Reason,
                });
                return new(changed);
            },
            pathway => new SkipPathwayStepResponse { Pathway = pathway });
    }
}
