namespace Tyokyky.Referrals.UseCases;

/// <summary>Lists network contacts by name.</summary>
[Access(Pickers)]
internal sealed class ListNetworkContacts(OrganisationStore organisations, Database database, IBusinessClock clock)
{
    public async Task<ListNetworkContactsResponse> Handle(ListNetworkContactsRequest request, Call call)
    {
        var day = clock.CodeDay(request.ValidOn);
        Check.Shape(check => check
            .OptionalCode("topic", request.Topic, "contact-topic", day)
            .OptionalMunicipality("municipality", request.Municipality)
            .OptionalCode("profession", request.Profession, "profession", day)
            .OptionalCode("language", request.Language, "language", day));
        var paging = call.Page(request);
        var filter = new NetworkContactFilter(day)
        {
            Organisation = request.OrganisationId,
            Topic = request.Topic,
            Municipality = request.Municipality,
            Profession = request.Profession,
            Language = request.Language,
            NamePrefix = request.NamePrefix,
        };

        var found = await database.ListAsync(NetworkContactStore.ByName(filter, paging.After?[0] ?? "", paging.AfterId(), paging.Limit), call.Cancel);
        var page = paging.Cut(found, named => [named.Professional.Professional.Name, named.Contact.Id.ToString()], out var next);

        var name = await organisations.NamesAsync(page.Select(named => named.Contact.Organisation), call.Cancel);
        var response = new ListNetworkContactsResponse { NextPageToken = next };
        response.NetworkContacts.AddRange(page.Select(named => named.ToMessage(name)));
        return response;
    }
}

/// <summary>Network contacts as contracts tell them.</summary>
internal static class NetworkContactMessages
{
    public static Proto.NetworkContact ToMessage(this NamedNetworkContact named, Func<string, string> name)
    {
        var (contact, professional) = (named.Contact, named.Professional.Professional);
        return new Proto.NetworkContact
        {
            NetworkContactId = contact.Id.ToString(),
            ProfessionalId = professional.Id.ToString(),
            Name = professional.Name,
            Profession = professional.Profession,
            OrganisationId = contact.Organisation,
            OrganisationName = name(contact.Organisation),
            UnitId = professional.Unit?.ToString() ?? "",
            UnitName = named.Professional.UnitName,
            Topics = { contact.Topics },
            Municipalities = { contact.Municipalities },
            Languages = { professional.Languages },
            Phone = professional.Phone,
            Email = professional.Email,
            Note = contact.Note,
            ValidFrom = contact.Days.From?.ToDate(),
            ValidTo = contact.Days.To?.ToDate(),
            Etag = contact.Etag,
        };
    }
}
