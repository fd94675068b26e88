namespace Tyokyky.Referrals.Coordination;

/// <summary>A contact's consultation ends with the matter that it opened at the team: held when that is answered, cancelled when it will not be.</summary>
internal sealed class ConsultationReactions(ContactKind contacts, IBusinessClock clock) : IReactions
{
    // Without an answer; "closed" comes after one, or from here.
    private static readonly string[] endsUnanswered = ["cancelled", "entered-in-error"];

    public FactReactions From(string source) => source switch
    {
        "team" => FactReactions
            .To<ConsultationAnswered>("EndFollowUpWhenConsultationAnswered", (fact, transaction, cancel) => EndAsync(
                fact.Message.ConsultationId, ContactFollowUpStatus.Held, fact.Message.AnsweredOn.ToDay(), transaction, cancel))
            .On<ConsultationEnded>("EndFollowUpWhenConsultationEnded", (fact, transaction, cancel) => endsUnanswered.Contains(fact.Message.State)
                ? EndAsync(fact.Message.ConsultationId, ContactFollowUpStatus.Cancelled, fact.Message.EndedOn.ToDay(), transaction, cancel)
                : Task.CompletedTask),
        _ => FactReactions.None,
    };

    // A matter that was asked directly belongs to no contact; what the caller ended already is not ended again.
    private async Task EndAsync(string consultationId, ContactFollowUpStatus status, DateOnly on, FactTransaction tx, CancellationToken cancel)
    {
        var id = Guid.Parse(consultationId);
        var (found, beside) = await tx.ManyAsync(ContactStore.ByFollowUp(id), ContactStore.FollowUpsBeside(id), cancel);
        if (found is null || (found with { FollowUps = beside! }) is not { } contact || contact.FollowUp(id).Status != ContactFollowUpStatus.Open)
        {
            return;
        }

        var commit = tx.Commit();
        await contacts.ApplyAsync(commit, contact, contact.End(id, status, on, clock.Now));
        await commit.SaveAsync();
    }
}
