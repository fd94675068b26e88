namespace Tyokyky.Referrals.UseCases;

/// <summary>Answers what the receiver asked.</summary>
[Access(Role.Client, Relation.Owner)]
[Access(Workers, Relation.Sender)]
internal sealed class AnswerInformation(TaskChange change, Disclosures disclosures)
{
    public Task<AnswerInformationResponse> Handle(AnswerInformationRequest request, Call call) => change.Do(
        new TaskCommand(TaskAction.AnswerInformation, request.TaskId, request.EffectiveAt, request.Etag) { Text = request.Answer, TextField = "answer", MaxText = 4000, TextRequired = true },
        request,
        call,
        referral => new AnswerInformationResponse { Referral = referral },
        async work =>
        {
            if (work.IsAllowed && call.Caller.ActsForOrganisation())
            {
                await disclosures.TellAsync(work.Commit, work.Referral.ClientId, [call.Caller.Organisation], [work.Task.Receiver]);
            }

            work.Do();
        });
}
