namespace Tyokyky.Referrals.Referrals;

/// <summary>Asks the receiver to cancel a task that it has taken.</summary>
[Access(Role.Client, Relation.Owner)]
[Access(Workers, Relation.Sender)]
internal sealed class RequestCancellation(TaskActions tasks, IBusinessClock clock)
{
    public void Validate(RequestCancellationRequest request, Check check) =>
        check.Reason(TaskAction.RequestCancellation, "reason", request.Reason, clock.Today);

    public Task<RequestCancellationResponse> Handle(RequestCancellationRequest request, Call call) => tasks.DoAsync(
        request,
        call,
        new TaskCommand(TaskAction.RequestCancellation, request.TaskId, request.EffectiveAt) { Reason = request.Reason, Text = request.Note },
        referral => new RequestCancellationResponse { Referral = referral });
}
