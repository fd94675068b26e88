namespace Tyokyky.Referrals.Coordination;

/// <summary>What is told of contacts, each with the ids that it is ordered by.</summary>
internal static class ContactFacts
{
    /// <summary>What the change from before to now tells, but for who the client is.</summary>
    public static IEnumerable<(IMessage Fact, string OrderKey)> Between(Contact before, Contact now, DateOnly today)
    {
        foreach (var followUp in now.FollowUps)
        {
            var was = before.FollowUps.FirstOrDefault(other => other.Id == followUp.Id);
            var told = Told(now, followUp);
            var key = told.Length > 0 ? told : now.Id.ToString();
            if (was is null)
            {
                yield return (Opened(now, followUp, told, today), key);
            }
            else if (was.Status != followUp.Status)
            {
                yield return (Ended(now, followUp, told), key);
            }
        }

        if (now.ErrorReason.Length > 0 && before.ErrorReason.Length == 0)
        {
            yield return (
                new ContactEnteredInError { ContactId = now.Id.ToString(), ClientId = now.ClientId?.ToString() ?? "", Reason = now.ErrorReason },
                (now.ClientId ?? now.Id).ToString());
        }

        foreach (var outcome in now.Outcomes.Except(before.Outcomes))
        {
            yield return (
                new ContactOutcomeAdded { ContactId = now.Id.ToString(), ClientId = now.ClientId?.ToString() ?? "", Outcome = outcome },
                (now.ClientId ?? now.Id).ToString());
        }

        foreach (var outcome in before.Outcomes.Except(now.Outcomes))
        {
            yield return (
                new ContactOutcomeRemoved { ContactId = now.Id.ToString(), ClientId = now.ClientId?.ToString() ?? "", Outcome = outcome },
                (now.ClientId ?? now.Id).ToString());
        }
    }

    // The client as those who take part may know it: only with the client's agreement; a referral names its client anyway.
    private static string Told(Contact contact, ContactFollowUp followUp) =>
        followUp.ClientAgreed || followUp.Kind == ContactFollowUpKind.Referral ? contact.ClientId?.ToString() ?? "" : "";

    private static ContactFollowUpOpened Opened(Contact contact, ContactFollowUp followUp, string told, DateOnly today)
    {
        var fact = new ContactFollowUpOpened
        {
            FollowUpId = followUp.Id.ToString(),
            ContactId = contact.Id.ToString(),
            ClientId = told,
            Kind = StateCode.Of(followUp.Kind),
            Organisation = contact.Organisation,
            AskedOrganisation = followUp.Organisation,
            Topic = followUp.Topic,
            PlannedOn = followUp.PlannedOn?.ToDate(),
            OpenedOn = today.ToDate(),
            ContactingService = contact.ContactingService,
        };
        fact.Professions.AddRange(followUp.Professions);
        return fact;
    }

    private static ContactFollowUpEnded Ended(Contact contact, ContactFollowUp followUp, string told) => new()
    {
        FollowUpId = followUp.Id.ToString(),
        ContactId = contact.Id.ToString(),
        ClientId = told,
        Kind = StateCode.Of(followUp.Kind),
        Status = StateCode.Of(followUp.Status),
        EndedOn = followUp.EndedOn!.Value.ToDate(),
    };
}
