using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Coordination;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Referrals;

/// <summary>Sends a draft: with its first task the referral itself is submitted.</summary>
[Access(Workers, Relation.Sender)]
internal sealed class SubmitDraft(TaskActions tasks, Asking asking, ReferralContacts contacts, OrganisationStore organisations, Database database)
{
    public static void Validate(SubmitDraftRequest request, Check check) => check.VoluntarinessTold(request.VoluntarinessTold);

    public Task<SubmitDraftResponse> Handle(SubmitDraftRequest request, Call call) => tasks.DoAsync(
        request,
        call,
        new TaskCommand(TaskAction.SubmitDraft, request.TaskId, request.EffectiveAt),
        referral => new SubmitDraftResponse { Referral = referral },
        work => SendAsync(request, work));

    private async ValueTask<TaskWork> SendAsync(SubmitDraftRequest request, TaskWork work)
    {
        // What is incomplete is refused by the step itself.
        if (!work.IsAllowed)
        {
            return work.Do();
        }

        var question = new Question(new(work.Referral.ClientId, [work.Task.Sender]), [work.Task.Receiver], work.Task.Service, request.VoluntarinessTold);
        var asked = await asking.AskAsync(work.Commit, question with { Field = "task_id", ServiceField = "task_id" });
        var sent = work.Referral.SubmittedAt is null ? work with { Referral = await SubmitAsync(work) } : work;
        if (request.ContactId.Length > 0)
        {
            await FollowAsync(request, work, sent.Referral);
        }

        return sent.Do(new SubmissionDetails(asked));
    }

    private async Task FollowAsync(SubmitDraftRequest request, TaskWork before, Referral submitted)
    {
        if (before.Referral.SubmittedAt is not null)
        {
            throw ReferralErrors.NeedAlreadySent();
        }

        var contact = await database.OneAsync(ContactStore.ById(Guid.Parse(request.ContactId)), before.Call.Cancel);
        await contacts.FollowAsync(before.Commit, contact, submitted, before.Task.Service);
    }

    private async ValueTask<Referral> SubmitAsync(TaskWork work)
    {
        // Facts carry the client as known on the day of sending, not of drafting.
        var record = await database.OneAsync(ClientStore.Own(work.Referral.ClientId, work.Referral.Sender), work.Call.Cancel);
        if (record is not null)
        {
            work.Commit.Fence(ClientStore.Fence(record));
        }

        var submitted = work.Referral with
        {
            SubmittedAt = work.Step.At,
            RecordedAt = work.Commit.RecordedAt,
            Municipality = record?.FactMunicipality ?? work.Referral.Municipality,
            BirthDate = record is null ? work.Referral.BirthDate : record.BirthDate,
            Background = record?.FactBackground ?? work.Referral.Background,
        };
        work.Commit.Fact(TaskFacts.Submitted(submitted, await organisations.KindAsync(submitted.Sender, work.Call.Cancel)), submitted.ClientId.ToString());
        return submitted;
    }
}
