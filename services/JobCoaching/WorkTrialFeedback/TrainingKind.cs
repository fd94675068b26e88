namespace Tyokyky.JobCoaching.WorkTrialFeedback;

/// <summary>How trainings of hosts change, and what others are told of them.</summary>
internal sealed class TrainingKind(UnitOfWork unitOfWork) : AggregateKind<TrainedHost, HostTraining>(unitOfWork)
{
    protected override ValueTask<Relation> RelationAsync(TrainedHost found, Guid? part, Call call) => ValueTask.FromResult(found.RelationOf(call.Caller));

    protected override ValueTask<TrainedHost> WriteAsync(Commit commit, TrainedHost? before, Change<TrainedHost> change)
    {
        var now = change.Now;
        if (before is null)
        {
            commit.Add(FeedbackStore.TrainedHostRow.Insert(now));
        }
        else
        {
            commit.Change(before, FeedbackStore.TrainedHostRow.Update(now));
        }

        commit.Fact(now.ErrorReason.Length > 0 ? Mistaken(now) : Trained(now), now.EmployerId.ToString()).Transition(change.Transition);
        return ValueTask.FromResult(now);
    }

    protected override ValueTask<HostTraining> ShowAsync(TrainedHost now, Relation relation, Call call) => ValueTask.FromResult(now.ToMessage());

    private static HostTrained Trained(TrainedHost training) => new()
    {
        HostTrainingId = training.Id.ToString(),
        Organisation = training.Organisation,
        EmployerId = training.EmployerId.ToString(),
        Participants = training.Participants,
        Programme = training.Programme,
        TrainedOn = training.TrainedOn.ToDate(),
    };

    private static HostTrainingEnteredInError Mistaken(TrainedHost training) => new()
    {
        HostTrainingId = training.Id.ToString(),
        Organisation = training.Organisation,
        EmployerId = training.EmployerId.ToString(),
    };
}
