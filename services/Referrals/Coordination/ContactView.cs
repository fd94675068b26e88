using Google.Protobuf.WellKnownTypes;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Coordination;

/// <summary>Contacts as their organisation sees them.</summary>
internal sealed class ContactView(OrganisationStore organisations)
{
    public async ValueTask<Proto.Contact> Of(Contact contact, Call call)
    {
        var message = new Proto.Contact
        {
            ContactId = contact.Id.ToString(),
            Organisation = contact.Organisation,
            OrganisationName = await organisations.NameAsync(contact.Organisation, call.Cancel),
            ClientId = contact.ClientId?.ToString() ?? "",
            AgeBand = contact.AgeBand,
            ContactingService = contact.ContactingService,
            Topic = contact.Topic,
            ClientPresent = contact.ClientPresent,
            Mode = contact.Mode,
            Minutes = contact.Minutes,
            ContactedOn = contact.ContactedOn.ToDate(),
            Municipality = contact.Municipality == Contracts.Municipality.Unknown ? "" : contact.Municipality,
            Programme = contact.Programme,
            Sex = contact.Background.Sex,
            ContactLanguage = contact.Background.ContactLanguage,
            CustomerProfile = contact.Background.KnownProfile,
            Etag = contact.Etag,
            ErrorReason = contact.ErrorReason,
        };
        message.Outcomes.AddRange(contact.Outcomes);
        message.NetworkProfessions.AddRange(contact.NetworkProfessions);
        foreach (var followUp in contact.FollowUps)
        {
            message.FollowUps.Add(await Of(followUp, call));
        }

        return message;
    }

    private async ValueTask<Proto.ContactFollowUp> Of(ContactFollowUp followUp, Call call)
    {
        var message = new Proto.ContactFollowUp
        {
            FollowUpId = followUp.Id.ToString(),
            ContactId = followUp.ContactId.ToString(),
            Kind = followUp.Kind,
            Organisation = followUp.Organisation,
            OrganisationName = followUp.Organisation.Length > 0 ? await organisations.NameAsync(followUp.Organisation, call.Cancel) : "",
            Topic = followUp.Topic,
            Question = followUp.Question,
            ClientAgreed = followUp.ClientAgreed,
            ClientInvited = followUp.ClientInvited,
            PlannedOn = followUp.PlannedOn?.ToDate(),
            Status = followUp.Status,
            EndedOn = followUp.EndedOn?.ToDate(),
            OpenedAt = followUp.OpenedAt.ToTimestamp(),
            NetworkMeetingId = followUp.NetworkMeetingId?.ToString() ?? "",
        };
        message.Professions.AddRange(followUp.Professions);
        return message;
    }
}
