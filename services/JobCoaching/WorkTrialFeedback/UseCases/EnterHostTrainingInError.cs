namespace Tyokyky.JobCoaching.WorkTrialFeedback;

/// <summary>The training was a mistake.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class EnterHostTrainingInError(TrainingKind trainings, IBusinessClock clock)
{
    public void Validate(EnterHostTrainingInErrorRequest request, Check check) => check.OptionalCode("reason", request.Reason, "error-reason", clock.Today);

    public Task<EnterHostTrainingInErrorResponse> Handle(EnterHostTrainingInErrorRequest request, Call call)
    {
        return trainings.ChangeAsync(
            request,
            call,
            FeedbackStore.WholeTraining(Guid.Parse(request.HostTrainingId)),
            training => training.EnterInError(request.Reason, clock.Today),
            training => new EnterHostTrainingInErrorResponse { Training = training });
    }
}
