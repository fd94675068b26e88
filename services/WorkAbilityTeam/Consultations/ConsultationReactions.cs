namespace Tyokyky.WorkAbilityTeam.Consultations;

/// <summary>A contact's follow-up "consultation" has a matter at the organisation that is asked, one however often it is told; it ends with it.</summary>
internal sealed class ConsultationReactions(MatterKind matters) : IReactions
{
    private const string Kind = "consultation";
    private const string Held = "held";

    public FactReactions From(string source) => source switch
    {
        "referrals" => FactReactions
            .To<ContactFollowUpOpened>("OpenConsultationWhenContactAsks", (fact, transaction, cancel) => OpenAsync(fact.Message, transaction, cancel))
            .On<ContactFollowUpEnded>("EndConsultationWhenFollowUpEnded", (fact, transaction, cancel) => EndAsync(fact.Message, transaction, cancel)),
        _ => FactReactions.None,
    };

    private async Task OpenAsync(ContactFollowUpOpened asked, FactTransaction tx, CancellationToken cancel)
    {
        var id = Guid.Parse(asked.FollowUpId);
        if (asked.Kind != Kind || await tx.OneAsync(ConsultationStore.ById(id), cancel) is not null)
        {
            return;
        }

        var day = asked.OpenedOn.ToDay();
        var matter = new Matter
        {
            Id = id,
            Kind = ConsultationKind.Hour,
            Organisation = asked.AskedOrganisation,
            AskingOrganisation = asked.Organisation,
            AskingService = asked.ContactingService,
            Topic = asked.Topic,
            Professions = [.. asked.Professions],
            ClientId = Ids.Optional(asked.ClientId),
            FromContact = true,
            AskedOn = day,
            AnswerDueOn = AnswerLimits.DueOn(ConsultationKind.Hour, day),
        };
        var commit = tx.Commit();
        await matters.ApplyAsync(commit, null, (matter, matter.Asked()));
        await commit.SaveAsync();
    }

    private async Task EndAsync(ContactFollowUpEnded ended, FactTransaction tx, CancellationToken cancel)
    {
        if (ended.Kind == Kind
            && await tx.OneAsync(ConsultationStore.ById(Guid.Parse(ended.FollowUpId)), cancel) is { } matter
            && matter.EndAsAsked(ended.Status == Held, ended.EndedOn.ToDay()) is { } change)
        {
            var commit = tx.Commit();
            await matters.ApplyAsync(commit, matter, change);
            await commit.SaveAsync();
        }
    }
}
