namespace Tyokyky.Referrals.Referrals;

/// <summary>Acknowledges a reported outcome: the loop of this task is closed.</summary>
[Access(Role.Client, Relation.Owner)]
[Access(Workers, Relation.Sender)]
internal sealed class AcknowledgeOutcome(TaskActions tasks)
{
    public Task<AcknowledgeOutcomeResponse> Handle(AcknowledgeOutcomeRequest request, Call call) => tasks.DoAsync(
        request,
        call,
        new TaskCommand(TaskAction.AcknowledgeOutcome, request.TaskId, request.EffectiveAt),
        referral => new AcknowledgeOutcomeResponse { Referral = referral });
}
