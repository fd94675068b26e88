namespace Tyokyky.Referrals.UseCases;

/// <summary>Agrees to the meeting that the other side proposed.</summary>
[Access(Workers, Relation.Sender | Relation.Receiver)]
internal sealed class AgreeHandover(TaskChange change)
{
    public Task<AgreeHandoverResponse> Handle(AgreeHandoverRequest request, Call call) => change.Do(
        new TaskCommand(TaskAction.AgreeHandover, request.TaskId, request.EffectiveAt, request.Etag),
        request,
        call,
        referral => new AgreeHandoverResponse { Referral = referral });
}
