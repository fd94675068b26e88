namespace Tyokyky.Referrals.UseCases;

/// <summary>Lists every controller's record on the client who asks.</summary>
[Access(Role.Client, Relation.Client)]
internal sealed class ListOwnRecords(OrganisationStore organisations, Database database, AccessLog accessLog)
{
    public async Task<ListOwnRecordsResponse> Handle(ListOwnRecordsRequest request, Call call)
    {
        var paging = call.Page(request);
        call.SetAuditSubject(call.Caller.ClientId, "client", call.Caller.ClientId ?? "");
        call.Authorize(Guid.TryParse(call.Caller.ClientId, out var id) ? Relation.Client : null);

        var (controller, register) = paging.After is { } after ? (after[0], after[1]) : ("", "");
        var found = await database.ListAsync(ClientStore.All(id, controller, register, paging.Limit), call.Cancel);
        var page = paging.Cut(found, record => [record.Controller, record.Register], out var next);

        var name = await organisations.NamesAsync(page.Select(record => record.Controller), call.Cancel);
        var response = new ListOwnRecordsResponse { NextPageToken = next };
        response.Records.AddRange(page.Select(record => record.ToMessage([], name)));
        await accessLog.ReadAsync(call, id, "client", id);
        return response;
    }
}
