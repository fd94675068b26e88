namespace Tyokyky.Referrals.UseCases;

/// <summary>Lists the clients in a programme.</summary>
[Access(Role.Coordinator | Role.TeamMember | Role.Coach | Role.Manager)]
internal sealed class ListProgrammeClients(Database database, AccessLog accessLog)
{
    public async Task<ListProgrammeClientsResponse> Handle(ListProgrammeClientsRequest request, Call call)
    {
        var paging = call.Page(request);

        var programme = await database.OneAsync(ProgrammeStore.ByCode(request.Programme), call.Cancel);
        var own = programme?.RelationOf(call.Caller) == Relation.Owner ? null : call.Caller.Organisation;
        var found = await database.ListAsync(ProgrammeStore.Clients(request.Programme, own, request.OwnerlessOnly, paging.AfterId(), paging.Limit), call.Cancel);
        var page = paging.Cut(found, client => [client.ClientId.ToString()], out var next);

        var response = new ListProgrammeClientsResponse { NextPageToken = next };
        response.Clients.AddRange(page.Select(client => ProgrammeView.Of(client, call)));
        await accessLog.ReadAsync(call, [.. page.Select(client => new Touch(client.ClientId, "programme-client", client.Programme))]);
        return response;
    }
}
