using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Clients;

/// <summary>Lists every controller's record on the client who asks.</summary>
[Access(Role.Client, Relation.Client)]
internal sealed class ListOwnRecords(OrganisationStore organisations, Reader reader)
{
    public Task<ListOwnRecordsResponse> Handle(ListOwnRecordsRequest request, Call call)
    {
        var paging = call.Page(request);
        Guid? id = Guid.TryParse(call.Caller.ClientId, out var own) ? own : null;

        return reader
            .Load(call, ClientStore.All(own, paging.After?[0] ?? "", paging.After?[1] ?? "", paging.AfterId(), paging.Limit).All())
            .Authorize(_ => new AuditSubject(id, "client", call.Caller.ClientId ?? ""), _ => id is null ? null : Relation.Client)
            .AnswerAsync(async (found, _) =>
            {
                var page = paging.Cut(found!, record => [record.Controller, record.Register, record.ClientId.ToString()], out var next);
                var name = await organisations.NamesAsync(page.Select(record => record.Controller), call.Cancel);
                return new ListOwnRecordsResponse { Records = { page.Select(record => record.ToMessage([], name)) }, NextPageToken = next };
            });
    }
}
