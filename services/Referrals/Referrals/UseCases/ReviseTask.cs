using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Referrals;

/// <summary>Revises a rejected task by a new one that is linked with it, as a draft or requested at once.</summary>
[Access(Workers, Relation.Sender)]
internal sealed class ReviseTask(TaskActions tasks, Asking asking, OrganisationStore organisations, TimeProvider time, IBusinessClock clock)
{
    public void Validate(ReviseTaskRequest request, Check check) => check
        .OptionalCode("service", request.Service, "service", clock.Today)
        .VoluntarinessTold(!request.Resubmit || request.VoluntarinessTold);

    public Task<ReviseTaskResponse> Handle(ReviseTaskRequest request, Call call)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        return tasks.DoAsync(
            request,
            call,
            new TaskCommand(TaskAction.ReviseTask, request.TaskId, request.EffectiveAt),
            referral => new ReviseTaskResponse { Referral = referral, NewTaskId = id.ToString() },
            work => ReviseAsync(request, id, work));
    }

    private async ValueTask<TaskWork> ReviseAsync(ReviseTaskRequest request, Guid id, TaskWork work)
    {
        var rejected = work.Task;
        var revised = work.Do(new RevisionDetails(id));
        var receiver = request.Receiver.Length > 0 ? request.Receiver : rejected.Receiver;
        var service = request.Service.Length > 0 ? request.Service : rejected.Service;
        var question = new Question(new(work.Referral.ClientId, [rejected.Sender]), [receiver], service, request.VoluntarinessTold);
        var asked = request.Resubmit ? await asking.AskAsync(work.Commit, question) : null;
        if (asked is null)
        {
            await organisations.RequireOfferAsync(receiver, service, work.Call.Cancel);
        }

        var (referral, transition) = revised.Referral.Revise(rejected, id, receiver, service, request.RevisionNote, work.Step.At);
        work.Commit.Transition(transition);
        var begun = revised with { Referral = referral };
        return asked is null ? begun : begun.Do(id, work.Step with { Action = TaskAction.SubmitDraft, Details = new SubmissionDetails(asked) });
    }
}
