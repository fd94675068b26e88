using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Clients;

/// <summary>Reads several clients' records at once: the caller's own, else those of the organisations that referred them.</summary>
[Access(Workers)]
internal sealed class BatchGetClients(OrganisationStore organisations, Database database, AccessLog accessLog)
{
    public async Task<BatchGetClientsResponse> Handle(BatchGetClientsRequest request, Call call)
    {
        Guid[] asked = [.. request.ClientIds.Select(Guid.Parse).Distinct()];

        var (own, referrers) = await database.ManyAsync(
            ClientStore.OwnOf(asked, call.Caller.Organisation).All(), ClientStore.OfReferrers(asked, call.Caller.Organisation).All(), call.Cancel);
        var seen = referrers!.ToDictionary(found => found.Asked);
        foreach (var found in own!)
        {
            seen[found.Asked] = found;
        }

        var name = await organisations.NamesAsync(seen.Values.Select(found => found.Record.Controller), call.Cancel);
        var response = new BatchGetClientsResponse();
        foreach (var id in asked)
        {
            if (seen.TryGetValue(id, out var found))
            {
                response.Clients.Add(new AskedClient { AskedClientId = id.ToString(), Client = ToMessage(found, call, name) });
            }
            else
            {
                response.UnseenIds.Add(id.ToString());
            }
        }

        await accessLog.ReadAsync(call, [.. seen.Select(found => new Touch(found.Value.Record.ClientId, "client", found.Key.ToString()))]);
        return response;
    }

    private static Client ToMessage(AskedRecord found, Call call, Func<string, string> name) => found.Record.Controller == call.Caller.Organisation
        ? found.Record.ToMessage([], name)
        : found.ToMessage(contactDetailsOpen: false, name);
}
