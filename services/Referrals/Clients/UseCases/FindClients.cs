using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Clients;

/// <summary>Finds the caller's organisation's own clients; nobody else's are ever found.</summary>
[Access(Workers)]
internal sealed class FindClients(ClientRegistration registration, ClientStore clients, OrganisationStore organisations, Reader reader)
{
    public Task<FindClientsResponse> Handle(FindClientsRequest request, Call call)
    {
        return reader.ListAsync(
            request,
            call,
            paging => Find(request, paging, call.Caller.Organisation),
            record => [record.FamilyName, record.GivenNames, record.ClientId.ToString(), record.Register],
            record => new Touch(record.ClientId, "client", record.ClientId.ToString()),
            async page =>
            {
                var name = await organisations.NamesAsync([call.Caller.Organisation], call.Cancel);
                return new FindClientsResponse { Clients = { page.Select(record => record.ToMessage([], name)) } };
            });
    }

    private Query<ClientRecord> Find(FindClientsRequest request, Paging paging, string organisation)
    {
        if (request.PersonalIdentityCode.Length > 0)
        {
            return clients.OwnByCode(registration.Code(request.PersonalIdentityCode, "personal_identity_code"), organisation);
        }

        if (request.ExternalReference is { } reference)
        {
            return ClientStore.ByReference(organisation, reference.System, reference.Value);
        }

        var prefix = request.FamilyNamePrefix.Trim();
        return prefix.Length < 2
            ? throw ClientErrors.SearchTermMissing()
            : ClientStore.ByName(
                organisation, prefix, request.BirthDate?.ToDay(),
                paging.After is { } key ? new ClientNameKey(key[0], key[1], key.Id(2), key[3]) : ClientNameKey.First, paging.Limit);
    }
}
