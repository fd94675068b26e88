namespace Tyokyky.WorkAbilityTeam.Assessments;

/// <summary>
/// A referral's task for a service that an assessment gives opens one at its receiver, and takes it along: where it moves, is booked, ends. The task's
/// appointment is the assessment's.
/// </summary>
internal sealed class AssessmentReactions(AssessmentKind assessments, TimeProvider time) : IReactions
{
    // What ends a task, and why the assessment is then not made.
    private static readonly string[] ends = ["rejected", "cancelled", "failed", "completed", "entered-in-error"];

    public FactReactions From(string source) => source switch
    {
        "referrals" => FactReactions
            .To<TaskRequested>("OpenAssessmentWhenTaskSent", (fact, tx, cancel) => OpenAsync(fact.Message, tx, cancel))
            .On<TaskTransferred>("MoveAssessmentWhenTaskTransferred", (fact, tx, cancel) => MoveAsync(fact.Message, tx, cancel))
            .On<TaskStatusChanged>("FollowTaskWhenItsStatusChanged", (fact, tx, cancel) => FollowAsync(fact.Message, tx, cancel))
            .On<AppointmentEnded>("AttendAssessmentWhenAppointmentEnded", (fact, tx, cancel) => AttendAsync(fact.Message, tx, cancel)),
        _ => FactReactions.None,
    };

    private static DateOnly DayOf(Google.Protobuf.WellKnownTypes.Timestamp at) => FinnishTime.DayOf(at.ToDateTimeOffset());

    private async Task OpenAsync(TaskRequested sent, FactTransaction tx, CancellationToken cancel)
    {
        var (taskId, day) = (Guid.Parse(sent.TaskId), DayOf(sent.RequestedAt));
        // While several are asked nobody has it yet.
        if (sent.Receiver.Length == 0
            || AssessmentType.OfService(sent.Service, day) is not { } type
            || (await tx.ListAsync(AssessmentStore.ByTask(taskId), cancel)).Count > 0)
        {
            return;
        }

        await OpenAsync(CountedClient.Of(sent.Client), sent.Receiver, type, Guid.Parse(sent.ReferralId), taskId, day, tx);
    }

    private async Task MoveAsync(TaskTransferred moved, FactTransaction tx, CancellationToken cancel)
    {
        var (taskId, day) = (Guid.Parse(moved.TaskId), DayOf(moved.EffectiveAt));
        var known = await tx.ListAsync(AssessmentStore.ByTask(taskId), cancel);
        // Back where it was before, or to another unit of the same: it goes on there as it is.
        if (known.Count == 0 || moved.From == moved.To || known.Any(one => one.Organisation == moved.To))
        {
            return;
        }

        var last = known[^1];
        foreach (var assessment in known)
        {
            await ApplyAsync(assessment, one => one.EndWithTask("cancelled", "", "task-moved", day), tx, cancel);
        }

        await OpenAsync(last.Client, moved.To, last.Type, last.ReferralId!.Value, taskId, day, tx);
    }

    private async Task FollowAsync(TaskStatusChanged changed, FactTransaction tx, CancellationToken cancel)
    {
        var day = DayOf(changed.EffectiveAt);
        Func<ClientAssessment, (ClientAssessment, Transition)?>? follow = (changed.Status, changed.BusinessStatus) switch
        {
            var (status, _) when ends.Contains(status) =>
                one => one.EndWithTask(status, changed.Outcome.Length > 0 ? changed.Outcome : "ended-without-result", "task-ended", day),
            (_, "event-scheduled") => one => one.BookByTask(day),
            (_, "event-cancelled") => one => one.UnbookByTask(day),
            _ => null,
        };
        if (follow is not null)
        {
            await ApplyAsync(changed.TaskId, follow, tx, cancel);
        }
    }

    private Task AttendAsync(AppointmentEnded ended, FactTransaction tx, CancellationToken cancel) =>
        ApplyAsync(ended.TaskId, one => one.AttendByTask(ended.Held, DayOf(ended.StartsAt)), tx, cancel);

    private async Task ApplyAsync(
        string taskId, Func<ClientAssessment, (ClientAssessment, Transition)?> follow, FactTransaction tx, CancellationToken cancel)
    {
        foreach (var assessment in await tx.ListAsync(AssessmentStore.ByTask(Guid.Parse(taskId)), cancel))
        {
            await ApplyAsync(assessment, follow, tx, cancel);
        }
    }

    private async Task ApplyAsync(
        ClientAssessment found, Func<ClientAssessment, (ClientAssessment, Transition)?> follow, FactTransaction tx, CancellationToken cancel)
    {
        var (statements, applications) = await tx.ManyAsync(AssessmentStore.StatementsOf(found.Id), AssessmentStore.ApplicationsOf(found.Id), cancel);
        var before = AssessmentStore.With(found, statements!, applications!);
        if (follow(before) is { } followed)
        {
            var commit = tx.Commit();
            await assessments.ApplyAsync(commit, before, followed);
            await commit.SaveAsync();
        }
    }

    private async Task OpenAsync(CountedClient client, string organisation, string type, Guid referralId, Guid taskId, DateOnly day, FactTransaction tx)
    {
        var assessment = new ClientAssessment
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Client = client,
            Organisation = organisation,
            ReferralId = referralId,
            TaskId = taskId,
            Type = type,
            Question = "",
            RecordedAt = time.GetUtcNow(),
            Legs = [AssessmentSteps.FirstLeg(type, day)],
        };
        var commit = tx.Commit();
        await assessments.ApplyAsync(commit, null, (assessment, assessment.Ordered()));
        await commit.SaveAsync();
    }
}
