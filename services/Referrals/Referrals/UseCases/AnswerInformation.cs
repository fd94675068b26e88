using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Referrals;

/// <summary>Answers what the receiver asked.</summary>
[Access(Role.Client, Relation.Owner)]
[Access(Workers, Relation.Sender)]
internal sealed class AnswerInformation(TaskActions tasks, Disclosures disclosures)
{
    public Task<AnswerInformationResponse> Handle(AnswerInformationRequest request, Call call) => tasks.DoAsync(
        request,
        call,
        new TaskCommand(TaskAction.AnswerInformation, request.TaskId, request.EffectiveAt) { Text = request.Answer },
        referral => new AnswerInformationResponse { Referral = referral },
        async work =>
        {
            if (work.IsAllowed && call.Caller.ActsForOrganisation())
            {
                await disclosures.TellAsync(work.Commit, work.Referral.ClientId, [call.Caller.Organisation], [work.Task.Receiver]);
            }

            return work.Do();
        });
}
