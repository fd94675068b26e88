namespace Tyokyky.Referrals.Clients;

/// <summary>Lists the merges of a client that the caller's organisation made.</summary>
[Access(Workers | Role.DataProtectionOfficer, Relation.Controller)]
internal sealed class ListMerges(Reader reader)
{
    public Task<ListMergesResponse> Handle(ListMergesRequest request, Call call)
    {
        var paging = call.Page(request);
        var id = Guid.Parse(request.ClientId);

        return reader
            .Load(
                call,
                ClientStore.Own(id, call.Caller.Organisation),
                ClientMergeStore.Of(id, call.Caller.Organisation, paging.BeforeId(), paging.Limit).All(),
                (own, merges) => (Own: own, Merges: merges!))
            .Authorize(_ => new AuditSubject(id, "client", id), found => found.Own is null ? null : Relation.Controller)
            .AnswerAsync((found, _) =>
            {
                var page = paging.Cut(found.Merges, merge => [merge.Id.ToString()], out var next);
                return ValueTask.FromResult(new ListMergesResponse { Merges = { page.Select(merge => merge.ToMessage()) }, NextPageToken = next });
            });
    }
}
