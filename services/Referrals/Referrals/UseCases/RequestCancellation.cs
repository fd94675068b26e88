namespace Tyokyky.Referrals.UseCases;

/// <summary>Asks the receiver to cancel a task that it has taken.</summary>
[Access(Role.Client, Relation.Owner)]
[Access(Workers, Relation.Sender)]
internal sealed class RequestCancellation(TaskChange change)
{
    public Task<RequestCancellationResponse> Handle(RequestCancellationRequest request, Call call) => change.Do(
        new TaskCommand(TaskAction.RequestCancellation, request.TaskId, request.EffectiveAt, request.Etag) { Reason = request.Reason, Text = request.Note },
        request,
        call,
        referral => new RequestCancellationResponse { Referral = referral });
}
