namespace Tyokyky.Referrals.Directory;

/// <summary>Lists the entries that an organisation keeps.</summary>
[Access(Workers | Role.Manager | Role.Operator)]
internal sealed class ListMaintainedEntries(DirectoryView view, Reader reader)
{
    public Task<ListMaintainedEntriesResponse> Handle(ListMaintainedEntriesRequest request, Call call)
    {
        // Whoever operates the suite keeps what nobody else does.
        var organisation = call.Role == Role.Operator ? "" : call.Caller.Organisation;

        return reader.ListAsync(
            request,
            call,
            paging => DirectoryStore.Maintained(
                organisation, request.State, request.Content, request.AskedOnly, request.Maintainer, paging.After?[0] ?? "", paging.AfterId(), paging.Limit),
            row => [row.SortName, row.Entry.Id.ToString()],
            _ => null,
            async page => new ListMaintainedEntriesResponse { Cards = { await view.CardsOf(page, call) } },
            maxSize: 100);
    }
}
