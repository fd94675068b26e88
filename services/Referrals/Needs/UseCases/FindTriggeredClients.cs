using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Needs;

/// <summary>Finds clients of a controller's own register whose situation meets a trigger that nobody has looked at since.</summary>
[Access(Workers)]
internal sealed class FindTriggeredClients(AgreedRows agreements, Database database, AccessLog accessLog, IBusinessClock clock)
{
    public void Validate(FindTriggeredClientsRequest request, Check check) => check.That(
        request.Rule.Length == 0 || agreements.HasAnywhere(ScreeningRules.Kind, request.Rule, clock.Today)
            || ScreeningRules.On(clock.Today).Any(rule => rule.Rule == request.Rule && rule.IsTrigger),
        "rule", "UNKNOWN_RULE", "a trigger of ListScreeningRules");

    public async Task<FindTriggeredClientsResponse> Handle(FindTriggeredClientsRequest request, Call call)
    {
        var today = clock.Today;
        var paging = call.Page(request);

        var rows = await database.ListAsync(ScreeningStore.Population(call.Caller.Organisation, paging.AfterId(), paging.Limit), call.Cancel);
        var looked = paging.Cut([.. rows.GroupBy(row => row.ClientId)], client => [client.Key.ToString()], out var next);
        var found = looked.Select(facts => (Client: facts.First(), Met: Met(facts, request.Rule, today))).Where(client => client.Met.Count > 0).ToList();

        var response = new FindTriggeredClientsResponse { NextPageToken = next };
        foreach (var (client, met) in found)
        {
            var message = new TriggeredClient { ClientId = client.ClientId.ToString(), ClientName = client.Name };
            message.Proposals.AddRange(met.Select(ScreeningView.Of));
            response.Clients.Add(message);
        }

        await accessLog.ReadAsync(call, [.. looked.Select(client => new Touch(client.Key, "screening", ""))]);
        return response;
    }

    private List<ScreeningProposal> Met(IEnumerable<PopulationEntry> facts, string rule, DateOnly today)
    {
        var client = facts.First();
        var person = new ScreenedPerson(client.ClientId, client.BirthDate, [.. facts.Where(row => row.Fact is not null).Select(row => row.Fact!)], []);
        return [.. ScreeningProposal.For(person, today, agreements.In(client.Municipality))
            .Where(proposal => (rule.Length == 0 || proposal.Rule == rule) && (client.LastScreened is not { } screened || screened < proposal.MetSince))];
    }
}
