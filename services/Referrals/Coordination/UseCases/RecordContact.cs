using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.Referrals.UseCases;

/// <summary>Records a contact of a professional or a client; it may be anonymous.</summary>
[Access(Role.Coordinator | Role.TeamMember, Relation.Owner | Relation.Controller | Relation.Receiver)]
internal sealed class RecordContact(ContactView view, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public async Task<RecordContactResponse> Handle(RecordContactRequest request, Call call)
    {
        CheckShape(request);
        var clientId = Ids.Optional(request.ClientId) ?? Guid.Empty;

        var (own, referrers) = await unitOfWork.LoadAsync(call, request, ClientStore.Own(clientId, call.Caller.Organisation), ClientStore.OfReferrer(clientId, call.Caller.Organisation));
        var record = own ?? referrers;
        call.SetAuditSubject(request.ClientId, "contact", "");
        call.Authorize(clientId == Guid.Empty ? Relation.Owner : own is not null ? Relation.Controller : referrers is not null ? Relation.Receiver : null);
        if (call.Replay<RecordContactResponse>() is { } done)
        {
            return done;
        }

        var contact = Compose(request, call, record);

        var commit = unitOfWork.Commit(call, request)
            .Add(ContactStore.Insert(contact))
            .Fact(FactOf(contact), record?.ClientId.ToString() ?? contact.Id.ToString());
        if (record is not null)
        {
            commit.LogChange(record.ClientId, contact.ObjectType, contact.Id);
        }

        return await commit.SaveAsync(new RecordContactResponse { Contact = await view.Of(contact, call) });
    }

    private void CheckShape(RecordContactRequest request) => Check.Shape(check => check
        .OptionalUuid("client_id", request.ClientId)
        .OptionalSpecified("age_band", request.AgeBand)
        .That(request.ClientId.Length == 0 || request.AgeBand == AgeBand.Unspecified, "age_band", "ONLY_FOR_ANONYMOUS", "unspecified for a named client: it is computed")
        .That(request.ClientId.Length == 0 || request.Municipality.Length == 0, "municipality", "ONLY_FOR_ANONYMOUS", "empty for a named client: it is taken from the register")
        .OptionalMunicipality("municipality", request.Municipality)
        .OptionalDay("contacted_on", request.ContactedOn)
        // Codes are those of the day of the event: an old contact may come from an office that is no more.
        .Code("contacting_service", request.ContactingService, "contacting-service", clock.CodeDay(request.ContactedOn))
        .Code("topic", request.Topic, "contact-topic", clock.CodeDay(request.ContactedOn))
        .Codes("outcomes", request.Outcomes, "contact-outcome", clock.CodeDay(request.ContactedOn))
        .That(request.Outcomes.Distinct().Count() == request.Outcomes.Count, "outcomes", "VALUE_TWICE", "each outcome once")
        .MaxCount("network_professions", request.NetworkProfessions, 50)
        .Codes("network_professions", request.NetworkProfessions, "profession", clock.CodeDay(request.ContactedOn))
        .Specified("mode", request.Mode)
        .Range("minutes", request.Minutes, 0, 1440)
        .OptionalProgramme("programme", request.Programme));

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
            Programme = request.Programme,
        };
    }

    private static ContactRecorded FactOf(Contact contact)
    {
        var fact = new ContactRecorded
        {
            ContactId = contact.Id.ToString(),
            Client = new ClientFacets
            {
                ClientId = contact.ClientId?.ToString() ?? "",
                AgeBand = contact.AgeBand,
                Municipality = contact.Municipality,
                Programme = contact.Programme,
            },
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
