namespace Tyokyky.Referrals.Referrals;

/// <summary>Puts a task on hold; it goes on by itself on the day given.</summary>
[Access(Workers, Relation.Receiver)]
internal sealed class HoldTask(TaskActions tasks, IBusinessClock clock)
{
    public void Validate(HoldTaskRequest request, Check check) => check
        .Reason(TaskAction.HoldTask, "reason", request.Reason, clock.Today)
        .OptionalDayAfter("resume_on", request.ResumeOn, clock.Today);

    public Task<HoldTaskResponse> Handle(HoldTaskRequest request, Call call) => tasks.DoAsync(
        request,
        call,
        new TaskCommand(TaskAction.HoldTask, request.TaskId, request.EffectiveAt) { Reason = request.Reason, Text = request.Note, ResumeOn = request.ResumeOn },
        referral => new HoldTaskResponse { Referral = referral });
}
