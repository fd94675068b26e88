namespace Tyokyky.Referrals.UseCases;

/// <summary>Acknowledges a reported outcome: the loop of this task is closed.</summary>
[Access(Role.Client, Relation.Owner)]
[Access(Workers, Relation.Sender)]
internal sealed class AcknowledgeOutcome(TaskChange change)
{
    public Task<AcknowledgeOutcomeResponse> Handle(AcknowledgeOutcomeRequest request, Call call) => change.Do(
        new TaskCommand(TaskAction.AcknowledgeOutcome, request.TaskId, request.EffectiveAt, request.Etag),
        request,
        call,
        referral => new AcknowledgeOutcomeResponse { Referral = referral });
}
