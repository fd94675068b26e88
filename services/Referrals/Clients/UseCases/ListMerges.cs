namespace Tyokyky.Referrals.UseCases;

/// <summary>Lists the merges of a client that the caller's organisation made.</summary>
[Access(Workers | Role.DataProtectionOfficer, Relation.Controller)]
internal sealed class ListMerges(Database database, AccessLog accessLog)
{
    public async Task<ListMergesResponse> Handle(ListMergesRequest request, Call call)
    {
        var paging = call.Page(request);
        var id = Guid.Parse(request.ClientId);

        var (own, found) = await database.ManyAsync(
            ClientStore.Own(id, call.Caller.Organisation), ClientMergeStore.Of(id, call.Caller.Organisation, paging.BeforeId(), paging.Limit).All(), call.Cancel);
        call.SetAuditSubject(request.ClientId, "client", request.ClientId);
        call.Authorize(own, Relation.Controller);

        var response = new ListMergesResponse();
        response.Merges.AddRange(paging.Cut(found!, merge => [merge.Id.ToString()], out var next).Select(merge => merge.ToMessage()));
        response.NextPageToken = next;
        await accessLog.ReadAsync(call, id, "client", id);
        return response;
    }
}
