using Tyokyky.Referrals.Coordination;

namespace Tyokyky.Referrals.Referrals;

/// <summary>Referrals that follow from a contact.</summary>
internal sealed class ReferralContacts(ContactKind contacts, IClientIds clientIds)
{
    /// <summary>The referral is what the sender's contact with its client led to.</summary>
    public async Task FollowAsync(Commit commit, Contact? contact, Referral referral, string service)
    {
        if (contact?.Organisation != referral.Sender || contact.ClientId is not { } client
            || !(await clientIds.OfAsync(referral.ClientId, commit.Call.Cancel)).Contains(client))
        {
            throw ContactErrors.Unknown("contact_id");
        }

        var followUp = new ContactFollowUp
        {
            Id = referral.Id,
            ContactId = contact.Id,
            Kind = ContactFollowUpKind.Referral,
            OpenedAt = referral.SubmittedAt!.Value,
        };
        await contacts.ApplyAsync(commit, contact, contact.Open(followUp, service));
    }
}
