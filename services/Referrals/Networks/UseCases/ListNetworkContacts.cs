using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Networks;

/// <summary>Lists network contacts by name.</summary>
[Access(Pickers)]
internal sealed class ListNetworkContacts(OrganisationStore organisations, Reader reader, IBusinessClock clock)
{
    public void Validate(ListNetworkContactsRequest request, Check check)
    {
        var day = clock.CodeDay(request.ValidOn);
        check
            .OptionalCode("topic", request.Topic, "contact-topic", day)
            .OptionalMunicipality("municipality", request.Municipality)
            .OptionalCode("profession", request.Profession, "profession", day)
            .OptionalCode("language", request.Language, "language", day);
    }

    public Task<ListNetworkContactsResponse> Handle(ListNetworkContactsRequest request, Call call)
    {
        var filter = new NetworkContactFilter(clock.CodeDay(request.ValidOn))
        {
            Organisation = request.OrganisationId,
            Topic = request.Topic,
            Municipality = request.Municipality,
            Profession = request.Profession,
            Language = request.Language,
            NamePrefix = request.NamePrefix,
        };

        return reader.ListAsync(
            request,
            call,
            paging => NetworkContactStore.ByName(filter, paging.After?[0] ?? "", paging.AfterId(), paging.Limit),
            named => [named.Professional.Professional.Name, named.Contact.Id.ToString()],
            _ => null,
            async page =>
            {
                var name = await organisations.NamesAsync(page.Select(named => named.Contact.Organisation), call.Cancel);
                return new ListNetworkContactsResponse { NetworkContacts = { page.Select(named => named.ToMessage(name)) } };
            });
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
