using Tyokyky.Contracts.Common.V1;
using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Coordination;

/// <summary>Records a contact of a professional or a client; it may be anonymous.</summary>
[Access(Role.Coordinator | Role.TeamMember, Relation.Owner | Relation.Controller | Relation.Receiver)]
internal sealed class RecordContact(ContactView view, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    // Codes are those of the day of the event: an old contact may come from an office that is no more.
    public void Validate(RecordContactRequest request, Check check) => check
        .That(
            request.ClientId.Length == 0 || request.AgeBand == AgeBand.Unspecified,
            "age_band", "ONLY_FOR_ANONYMOUS", "unspecified for a named client: it is computed")
        .That(
            request.ClientId.Length == 0 || request.Municipality.Length == 0,
            "municipality", "ONLY_FOR_ANONYMOUS", "empty for a named client: it is taken from the register")
        .That(
            request.ClientId.Length == 0 || request.Sex == Sex.Unspecified,
            "sex", "ONLY_FOR_ANONYMOUS", "unspecified for a named client: it is taken from the register")
        .That(
            request.ClientId.Length == 0 || request.ContactLanguage.Length == 0,
            "contact_language", "ONLY_FOR_ANONYMOUS", "empty for a named client: it is taken from the register")
        .That(
            request.ClientId.Length == 0 || request.CustomerProfile.Length == 0,
            "customer_profile", "ONLY_FOR_ANONYMOUS", "empty for a named client: it is taken from the register")
        .OptionalMunicipality("municipality", request.Municipality)
        .OptionalCode("contact_language", request.ContactLanguage, "language", clock.CodeDay(request.ContactedOn))
        .OptionalCode("customer_profile", request.CustomerProfile, "customer-profile", clock.CodeDay(request.ContactedOn))
        .OptionalCode("contacting_service", request.ContactingService, "contacting-service", clock.CodeDay(request.ContactedOn))
        .OptionalCode("topic", request.Topic, "contact-topic", clock.CodeDay(request.ContactedOn))
        .Codes("outcomes", request.Outcomes, "contact-outcome", clock.CodeDay(request.ContactedOn))
        .That(request.Outcomes.Distinct().Count() == request.Outcomes.Count, "outcomes", "VALUE_TWICE", "each outcome once")
        .Codes("network_professions", request.NetworkProfessions, "profession", clock.CodeDay(request.ContactedOn))
        .OptionalProgramme("programme", request.Programme);

    public Task<RecordContactResponse> Handle(RecordContactRequest request, Call call)
    {
        var clientId = Ids.Optional(request.ClientId);

        return unitOfWork
            .Load(
                request,
                call,
                ClientStore.Own(clientId ?? Guid.Empty, call.Caller.Organisation)
                    .Unguarded("the contact keeps what was known of the client when it was recorded"),
                ClientStore.OfReferrer(clientId ?? Guid.Empty, call.Caller.Organisation).Unguarded("the same of the referrer's record"),
                (own, referrers) => (Record: own ?? referrers, IsOwn: own is not null))
            .Authorize(
                _ => new AuditSubject(clientId, "contact", ""),
                found => clientId is null ? Relation.Owner : found.Record is null ? null : found.IsOwn ? Relation.Controller : Relation.Receiver)
            .WriteAsync(async (found, commit) =>
            {
                var contact = Compose(request, call, found.Record);
                commit.Add(ContactStore.ContactRow.Insert(contact)).Fact(FactOf(contact), (contact.ClientId ?? contact.Id).ToString());
                if (contact.ClientId is { } client)
                {
                    commit.LogChange(client, contact.ObjectType, contact.Id);
                }

                return new RecordContactResponse { Contact = await view.Of(contact, call) };
            });
    }

    private Contact Compose(RecordContactRequest request, Call call, ClientRecord? record)
    {
        var day = clock.DayOrToday("contacted_on", request.ContactedOn);
        return new Contact
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Organisation = call.Caller.Organisation,
            ClientId = record?.ClientId,
            AgeBand = record is not null ? AgeBands.On(record.BirthDate, day) : request.AgeBand == AgeBand.Unspecified ? AgeBand.Unknown : request.AgeBand,
            ContactingService = request.ContactingService,
            Topic = request.Topic,
            ClientPresent = request.ClientPresent,
            Outcomes = [.. request.Outcomes],
            NetworkProfessions = [.. request.NetworkProfessions],
            Mode = request.Mode,
            Minutes = request.Minutes,
            ContactedOn = day,
            Municipality = record?.FactMunicipality ?? (request.Municipality.Length > 0 ? request.Municipality : Contracts.Municipality.Unknown),
            Background = record?.FactBackground ?? ClientBackground.Of(request.Sex, request.ContactLanguage, request.CustomerProfile),
            Programme = request.Programme,
        };
    }

    private static ContactRecorded FactOf(Contact contact)
    {
        var fact = new ContactRecorded
        {
            ContactId = contact.Id.ToString(),
            Client = Facets.Of(contact.ClientId?.ToString() ?? "", contact.AgeBand, contact.Municipality, contact.Programme, contact.Background),
            Organisation = contact.Organisation,
            ContactingService = contact.ContactingService,
            Topic = contact.Topic,
            ClientPresent = contact.ClientPresent,
            Mode = contact.Mode,
            Minutes = contact.Minutes,
            ContactedOn = contact.ContactedOn.ToDate(),
        };
        fact.Outcomes.AddRange(contact.Outcomes);
        fact.NetworkProfessions.AddRange(contact.NetworkProfessions);
        return fact;
    }
}
