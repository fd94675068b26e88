using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Referrals;

/// <summary>Gives a received task to one of the receiver's professionals, or back to nobody.</summary>
[Access(Workers, Relation.Receiver)]
internal sealed class AssignTask(TaskActions tasks, Database database, IBusinessClock clock)
{
    public Task<AssignTaskResponse> Handle(AssignTaskRequest request, Call call) => tasks.DoAsync(
        request,
        call,
        // The transition keeps who it was given to, as an id.
        new TaskCommand(TaskAction.AssignTask, request.TaskId, request.EffectiveAt) { Text = request.ProfessionalId },
        referral => new AssignTaskResponse { Referral = referral },
        async work => work.Do(new AssignmentDetails(work.IsAllowed && Ids.Optional(request.ProfessionalId) is { } id ? await WorkerAsync(id, work) : null)));

    private async ValueTask<TaskWorker> WorkerAsync(Guid id, TaskWork work) =>
        await database.OneAsync(ProfessionalStore.ById(id), work.Call.Cancel) is { } professional
            && professional.Organisation == work.Task.Receiver && professional.Days.Covers(clock.Today)
            ? new TaskWorker(professional.Id, professional.Subject, professional.Name)
            : throw ReferralErrors.UnknownWorker();
}
