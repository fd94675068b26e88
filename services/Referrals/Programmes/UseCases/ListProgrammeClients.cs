namespace Tyokyky.Referrals.Programmes;

/// <summary>Lists the clients in a programme.</summary>
[Access(Role.Coordinator | Role.TeamMember | Role.Coach | Role.Manager)]
internal sealed class ListProgrammeClients(Database database, Reader reader)
{
    public async Task<ListProgrammeClientsResponse> Handle(ListProgrammeClientsRequest request, Call call)
    {
        var programme = await database.OneAsync(ProgrammeStore.ByCode(request.Programme), call.Cancel);
        var own = programme?.RelationOf(call.Caller) == Relation.Owner ? null : call.Caller.Organisation;

        return await reader.ListAsync(
            request,
            call,
            paging => ProgrammeStore.Clients(request.Programme, own, request.OwnerlessOnly, paging.AfterId(), paging.Limit),
            client => [client.ClientId.ToString()],
            client => new Touch(client.ClientId, "programme-client", client.Programme),
            page =>
            {
                var response = new ListProgrammeClientsResponse();
                response.Clients.AddRange(page.Select(client => ProgrammeView.Of(client, call)));
                return ValueTask.FromResult(response);
            });
    }
}
