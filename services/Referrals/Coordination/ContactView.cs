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

    /// <summary>One of the things that it opened; who is asked does not learn of which contact it is.</summary>
    public async ValueTask<Proto.GetContactFollowUpResponse> Of(Contact contact, ContactFollowUp followUp, Call call)
    {
        var isOwn = contact.RelationOf(call.Caller) == Relation.Owner;
        var message = await Of(followUp, call);
        message.ContactId = isOwn ? message.ContactId : "";
        return new Proto.GetContactFollowUpResponse
        {
            FollowUp = message,
            OpenedBy = contact.Organisation,
            ClientId = isOwn || followUp.ClientAgreed ? contact.ClientId?.ToString() ?? "" : "",
        };
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
