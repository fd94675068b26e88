namespace Tyokyky.Referrals.UseCases;

/// <summary>Revises a rejected task by a new one that is linked with it, as a draft or requested at once.</summary>
[Access(Workers, Relation.Sender)]
internal sealed class ReviseTask(TaskChange change, Asking asking, OrganisationStore organisations, TimeProvider time, IBusinessClock clock)
{
    public Task<ReviseTaskResponse> Handle(ReviseTaskRequest request, Call call)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        return change.Do(
            new TaskCommand(TaskAction.ReviseTask, request.TaskId, request.EffectiveAt, request.Etag)
            {
                Shape = check => check
                    .MaxLength("receiver", request.Receiver, 100)
                    .OptionalCode("service", request.Service, "service", clock.Today)
                    .MaxLength("revision_note", request.RevisionNote, 4000)
                    .VoluntarinessTold(!request.Resubmit || request.VoluntarinessTold),
            },
            request,
            call,
            referral => new ReviseTaskResponse { Referral = referral, NewTaskId = id.ToString() },
            work => ReviseAsync(request, id, work));
    }

    private async ValueTask ReviseAsync(ReviseTaskRequest request, Guid id, TaskWork work)
    {
        var rejected = work.Task;
        work.Do(new RevisionDetails(id));
        var (receiver, service) = (request.Receiver.Length > 0 ? request.Receiver : rejected.Receiver, request.Service.Length > 0 ? request.Service : rejected.Service);
        var asked = request.Resubmit ? await asking.AskAsync(work.Commit, new Question(new(work.Referral.ClientId, [rejected.Sender]), [receiver], service, request.VoluntarinessTold)) : null;
        if (asked is null)
        {
            await organisations.RequireOfferAsync(receiver, service, work.Call.Cancel);
        }

        var (task, transition) = work.Referral.Revise(rejected, id, receiver, service, request.RevisionNote, work.Step.At);
        work.Commit.Add(ReferralStore.Insert(task)).Transition(transition);
        if (asked is not null)
        {
            work.Do(task, work.Step with { Action = TaskAction.SubmitDraft, Details = new SubmissionDetails(asked) });
        }
    }
}
