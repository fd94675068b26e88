namespace Tyokyky.Referrals.Referrals;

/// <summary>Asks the sender for information.</summary>
[Access(Workers, Relation.Receiver)]
internal sealed class RequestInformation(TaskActions tasks, IBusinessClock clock)
{
    public void Validate(RequestInformationRequest request, Check check) => check.Reason(TaskAction.RequestInformation, "reason", request.Reason, clock.Today);

    public Task<RequestInformationResponse> Handle(RequestInformationRequest request, Call call) => tasks.DoAsync(
        request,
        call,
        new TaskCommand(TaskAction.RequestInformation, request.TaskId, request.EffectiveAt) { Reason = request.Reason, Text = request.Question },
        referral => new RequestInformationResponse { Referral = referral });
}
