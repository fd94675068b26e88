namespace Tyokyky.Referrals.UseCases;

/// <summary>Marks a task as recorded by mistake.</summary>
[Access(Workers, Relation.Sender)]
internal sealed class EnterTaskInError(TaskChange change)
{
    public Task<EnterTaskInErrorResponse> Handle(EnterTaskInErrorRequest request, Call call) => change.Do(
        new TaskCommand(TaskAction.EnterTaskInError, request.TaskId, request.EffectiveAt, request.Etag) { Reason = request.Reason, Text = request.Note },
        request,
        call,
        referral => new EnterTaskInErrorResponse { Referral = referral });
}
