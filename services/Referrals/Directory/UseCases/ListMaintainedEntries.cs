namespace Tyokyky.Referrals.UseCases;

/// <summary>Lists the entries that an organisation keeps.</summary>
[Access(Workers | Role.Manager | Role.Operator)]
internal sealed class ListMaintainedEntries(DirectoryView view, Database database)
{
    public async Task<ListMaintainedEntriesResponse> Handle(ListMaintainedEntriesRequest request, Call call)
    {
        var paging = call.Page(request, maxSize: 100);
        // Whoever operates the suite keeps what nobody else does.
        var organisation = call.Role == Role.Operator ? "" : call.Caller.Organisation;

        var found = await database.ListAsync(
            DirectoryStore.Maintained(organisation, request.State, request.AskedOnly, request.Maintainer, paging.After?[0] ?? "", paging.AfterId(), paging.Limit), call.Cancel);
        var page = paging.Cut(found, row => [row.SortName, row.Entry.Id.ToString()], out var next);

        return new ListMaintainedEntriesResponse { Cards = { await view.CardsOf(page, call) }, NextPageToken = next };
    }
}
