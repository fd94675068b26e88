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
        var seen = referrers!.ToDictionary(found => found.Asked, found => found.Record);
        foreach (var (id, record) in own!)
        {
            seen[id] = record;
        }

        var name = await organisations.NamesAsync(seen.Values.Select(record => record.Controller), call.Cancel);
        var response = new BatchGetClientsResponse();
        foreach (var id in asked)
        {
            if (seen.TryGetValue(id, out var record))
            {
                response.Clients.Add(new AskedClient { AskedClientId = id.ToString(), Client = ToMessage(record, call, name) });
            }
            else
            {
                response.UnseenIds.Add(id.ToString());
            }
        }

        await accessLog.ReadAsync(call, [.. seen.Select(found => new Touch(found.Value.ClientId, "client", found.Key.ToString()))]);
        return response;
    }

    private static Client ToMessage(ClientRecord record, Call call, Func<string, string> name)
    {
        if (record.Controller == call.Caller.Organisation)
        {
            return record.ToMessage([], name);
        }

        var (shown, withheld) = record.ForOthers(contactDetailsOpen: false);
        var client = shown.ToMessage([], name);
        client.WithheldFields.AddRange(withheld);
        return client;
    }
}
