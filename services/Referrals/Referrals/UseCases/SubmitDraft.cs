namespace Tyokyky.Referrals.UseCases;

/// <summary>Sends a draft: with its first task the referral itself is submitted.</summary>
[Access(Workers, Relation.Sender)]
internal sealed class SubmitDraft(TaskChange change, Asking asking, OrganisationStore organisations, Database database)
{
    public Task<SubmitDraftResponse> Handle(SubmitDraftRequest request, Call call) => change.Do(
        new TaskCommand(TaskAction.SubmitDraft, request.TaskId, request.EffectiveAt, request.Etag) { Shape = check => check.VoluntarinessTold(request.VoluntarinessTold) },
        request,
        call,
        referral => new SubmitDraftResponse { Referral = referral },
        work => SendAsync(request, work));

    private async ValueTask SendAsync(SubmitDraftRequest request, TaskWork work)
    {
        // What is incomplete is refused by the step itself.
        if (!work.IsAllowed)
        {
            work.Do();
            return;
        }

        var asked = await asking.AskAsync(work.Commit, new Question(new(work.Referral.ClientId, [work.Task.Sender]), [work.Task.Receiver], work.Task.Service, request.VoluntarinessTold));
        await SubmitAsync(work);
        work.Do(new SubmissionDetails(asked));
    }

    private async ValueTask SubmitAsync(TaskWork work)
    {
        if (work.Referral.SubmittedAt is not null)
        {
            return;
        }

        // Facts carry the client as known on the day of sending, not of drafting.
        var record = await database.OneAsync(ClientStore.Own(work.Referral.ClientId, work.Referral.Sender), work.Call.Cancel);
        work.Referral = work.Referral with
        {
            SubmittedAt = work.Step.At,
            RecordedAt = work.Commit.RecordedAt,
            Municipality = record?.FactMunicipality ?? work.Referral.Municipality,
            BirthDate = record is null ? work.Referral.BirthDate : record.BirthDate,
        };
        work.Commit
            .Add(ReferralStore.UpdateNeed(work.Referral))
            .Fact(TaskFacts.Submitted(work.Referral, await organisations.KindAsync(work.Referral.Sender, work.Call.Cancel)), work.Referral.ClientId.ToString());
    }
}
