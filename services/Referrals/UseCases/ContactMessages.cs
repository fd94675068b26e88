using Tyokyky.Referrals.Domain;
using Tyokyky.ServiceDefaults;
using Proto = Tyokyky.Contracts.Referrals.V1;

namespace Tyokyky.Referrals.UseCases;

/// <summary>The coordination's messages.</summary>
internal static class ContactMessages
{
    public static Proto.Contact ToMessage(this Contact contact, long? version = null)
    {
        var message = new Proto.Contact
        {
            ContactId = contact.Id.ToString(),
            Organisation = contact.Organisation,
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
            Etag = Records.Etag.Of(version ?? contact.Version, contact.Id),
        };
        message.Outcomes.AddRange(contact.Outcomes);
        message.NetworkProfessions.AddRange(contact.NetworkProfessions);
        return message;
    }

    public static Proto.CaseManager ToMessage(this Appointment appointment, Guid clientId, DateOnly? nextFrom) => new()
    {
        ClientId = clientId.ToString(),
        Worker = appointment.Worker,
        WorkerName = appointment.WorkerName,
        Organisation = appointment.Organisation,
        FromDay = appointment.FromDay.ToDate(),
        ToDay = LastDay(appointment, nextFrom)?.ToDate(),
    };

    // Two appointments on one day: the first one's time was that day.
    private static DateOnly? LastDay(Appointment appointment, DateOnly? nextFrom) => nextFrom switch
    {
        null => null,
        { } next when next == appointment.FromDay => next,
        { } next => next.AddDays(-1),
    };
}
