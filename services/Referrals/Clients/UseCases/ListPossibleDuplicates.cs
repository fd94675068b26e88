using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Clients;

/// <summary>Lists pairs of the caller's own clients who may be one person.</summary>
[Access(Workers | Role.Manager)]
internal sealed class ListPossibleDuplicates(OrganisationStore organisations, Database database, AccessLog accessLog)
{
    public async Task<ListPossibleDuplicatesResponse> Handle(ListPossibleDuplicatesRequest request, Call call)
    {
        var paging = call.Page(request);

        var (first, second) = paging.After is { } after ? (after.Id(0), after.Id(1)) : (Guid.Empty, Guid.Empty);
        var found = await database.ListAsync(ClientMergeStore.Pairs(call.Caller.Organisation, first, second, paging.Limit), call.Cancel);
        var page = paging.Cut(found, pair => [pair.First.ClientId.ToString(), pair.Second.ClientId.ToString()], out var next);

        var name = await organisations.NamesAsync([call.Caller.Organisation], call.Cancel);
        var response = new ListPossibleDuplicatesResponse { NextPageToken = next };
        response.Pairs.AddRange(
            page.Select(pair => new PossibleDuplicate { First = pair.First.ToMessage([], name), Second = pair.Second.ToMessage([], name) }));
        await accessLog.ReadAsync(
            call,
            [.. page.SelectMany(pair => new[] { pair.First.ClientId, pair.Second.ClientId }).Distinct().Select(id => new Touch(id, "client", id.ToString()))]);
        return response;
    }
}
