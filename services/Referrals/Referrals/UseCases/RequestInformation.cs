namespace Tyokyky.Referrals.UseCases;

/// <summary>Asks the sender for information.</summary>
[Access(Workers, Relation.Receiver)]
internal sealed class RequestInformation(TaskChange change)
{
    public Task<RequestInformationResponse> Handle(RequestInformationRequest request, Call call) => change.Do(
        new TaskCommand(TaskAction.RequestInformation, request.TaskId, request.EffectiveAt, request.Etag) { Reason = request.Reason, Text = request.Question, TextField = "question", MaxText = 2000, TextRequired = true },
        request,
        call,
        referral => new RequestInformationResponse { Referral = referral });
}
