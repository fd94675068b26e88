namespace Tyokyky.Referrals.UseCases;

/// <summary>What every change of a contact writes.</summary>
internal static class ContactChange
{
    /// <summary>The guarded change with its transition and access row.</summary>
    public static Commit Change(this Commit commit, Contact contact, string what, DateTimeOffset at, string reason = "")
    {
        commit.Guard(ContactStore.Update(contact)).Transition(new Transition(contact.ObjectType, contact.Id, "", what, at, reason));
        return contact.ClientId is { } client ? commit.LogChange(client, contact.ObjectType, contact.Id) : commit;
    }

    /// <summary>Opens what the contact led to, with the outcome that this is.</summary>
    public static Commit Open(this Commit commit, Contact contact, ContactFollowUp followUp, DateOnly today)
    {
        var outcome = contact.Open(followUp);
        var told = Told(contact, followUp);
        commit
            .Change(contact, Kind(followUp) + "-opened", followUp.OpenedAt)
            .Add(ContactStore.Insert(followUp))
            .Fact(OpenedFact(contact, followUp, told, today), told.Length > 0 ? told : contact.Id.ToString());
        return outcome is null ? commit : commit.Fact(OutcomeFact(contact, outcome), OrderKey(contact));
    }

    /// <summary>What became of a follow-up that is held or cancelled already in the contact.</summary>
    public static Commit EndFollowUp(this Commit commit, Contact contact, ContactFollowUp ended, DateTimeOffset at)
    {
        var told = Told(contact, ended);
        return commit
            .Change(contact, Kind(ended) + "-" + StateCode.Of(ended.Status), at)
            .Add(ContactStore.Update(ended))
            .Fact(EndedFact(contact, ended), told.Length > 0 ? told : contact.Id.ToString());
    }

    public static ContactOutcomeAdded OutcomeFact(Contact contact, string outcome) =>
        new() { ContactId = contact.Id.ToString(), ClientId = contact.ClientId?.ToString() ?? "", Outcome = outcome };

    private static ContactFollowUpEnded EndedFact(Contact contact, ContactFollowUp followUp) => new()
    {
        FollowUpId = followUp.Id.ToString(),
        ContactId = contact.Id.ToString(),
        ClientId = Told(contact, followUp),
        Kind = Kind(followUp),
        Status = StateCode.Of(followUp.Status),
        EndedOn = followUp.EndedOn!.Value.ToDate(),
    };

    public static string OrderKey(Contact contact) => (contact.ClientId ?? contact.Id).ToString();

    /// <summary>The client as those who take part may know it: only with the client's agreement; a referral names its client anyway.</summary>
    public static string Told(Contact contact, ContactFollowUp followUp) =>
        followUp.ClientAgreed || followUp.Kind == Contracts.Referrals.V1.ContactFollowUpKind.Referral ? contact.ClientId?.ToString() ?? "" : "";

    private static ContactFollowUpOpened OpenedFact(Contact contact, ContactFollowUp followUp, string told, DateOnly today)
    {
        var fact = new ContactFollowUpOpened
        {
            FollowUpId = followUp.Id.ToString(),
            ContactId = contact.Id.ToString(),
            ClientId = told,
            Kind = Kind(followUp),
            Organisation = contact.Organisation,
            AskedOrganisation = followUp.Organisation,
            Topic = followUp.Topic,
            PlannedOn = followUp.PlannedOn?.ToDate(),
            OpenedOn = today.ToDate(),
        };
        fact.Professions.AddRange(followUp.Professions);
        return fact;
    }

    private static string Kind(ContactFollowUp followUp) => StateCode.Of(followUp.Kind);
}
