namespace Tyokyky.Referrals.UseCases;

/// <summary>Puts a task on hold; it goes on by itself on the day given.</summary>
[Access(Workers, Relation.Receiver)]
internal sealed class HoldTask(TaskChange change)
{
    public Task<HoldTaskResponse> Handle(HoldTaskRequest request, Call call) => change.Do(
        new TaskCommand(TaskAction.HoldTask, request.TaskId, request.EffectiveAt, request.Etag) { Reason = request.Reason, Text = request.Note, ResumeOn = request.ResumeOn },
        request,
        call,
        referral => new HoldTaskResponse { Referral = referral });
}
