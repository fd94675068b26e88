namespace Tyokyky.Referrals.UseCases;

/// <summary>Finds the caller's organisation's own clients; nobody else's are ever found.</summary>
[Access(Workers)]
internal sealed class FindClients(ClientRegistration registration, ClientStore clients, OrganisationStore organisations, Database database, AccessLog accessLog)
{
    public async Task<FindClientsResponse> Handle(FindClientsRequest request, Call call)
    {
        var paging = call.Page(request);

        var found = await FindAsync(request, paging, call);
        var page = paging.Cut(found, record => [record.FamilyName, record.GivenNames, record.ClientId.ToString()], out var next);

        var name = await organisations.NamesAsync([call.Caller.Organisation], call.Cancel);
        var response = new FindClientsResponse { NextPageToken = next };
        response.Clients.AddRange(page.Select(record => record.ToMessage([], name)));
        await accessLog.ReadAsync(call, [.. page.Select(record => new Touch(record.ClientId, "client", record.ClientId.ToString()))]);
        return response;
    }

    private async Task<IReadOnlyList<ClientRecord>> FindAsync(FindClientsRequest request, Paging paging, Call call)
    {
        var organisation = call.Caller.Organisation;
        if (request.PersonalIdentityCode.Length > 0)
        {
            var code = registration.Code(request.PersonalIdentityCode, "personal_identity_code");
            return await database.OneAsync(clients.ByCode(code, organisation, register: ""), call.Cancel) is { Own: { } own } ? [own] : [];
        }

        if (request.ExternalReference is { } reference)
        {
            return await database.OneAsync(ClientStore.ByReference(organisation, reference.System, reference.Value), call.Cancel) is { } own ? [own] : [];
        }

        if (request.FamilyNamePrefix.Trim().Length < 2)
        {
            throw ClientErrors.SearchTermMissing();
        }

        var (family, given) = paging.After is { } after ? (after[0], after[1]) : ("", "");
        return await database.ListAsync(ClientStore.ByName(organisation, request.FamilyNamePrefix.Trim(), request.BirthDate?.ToDay(), family, given, paging.AfterId(), paging.Limit), call.Cancel);
    }
}
