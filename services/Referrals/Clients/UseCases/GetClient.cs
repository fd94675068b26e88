using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Clients;

/// <summary>Reads a client's record: the caller's own, else the one of the organisation that referred the client to the caller's.</summary>
[Access(Workers, Relation.Controller | Relation.Receiver)]
internal sealed class GetClient(Disclosures disclosures, OrganisationStore organisations, Database database, AccessLog accessLog, IBusinessClock clock)
{
    public void Validate(GetClientRequest request, Check check) => check.OptionalCode("register", request.Register, "register", clock.Today);

    public async Task<GetClientResponse> Handle(GetClientRequest request, Call call)
    {
        var id = Guid.Parse(request.ClientId);
        var organisation = call.Caller.Organisation;

        var (own, referrers, ownReferences) = await database.ManyAsync(
            ClientStore.Own(id, organisation, request.Register), ClientStore.OfReferrers([id], organisation),
            ExternalReferences.OfClient(id, organisation), call.Cancel);
        call.SetAuditSubject(request.ClientId, "client", request.ClientId);
        call.Authorize(own ?? referrers?.Record, own is not null ? Relation.Controller : Relation.Receiver);

        var client = own is not null
            ? await OwnAsync(own, request, ownReferences!, call)
            : await OfOthersAsync(referrers!, call);
        await accessLog.ReadAsync(call, own?.ClientId ?? id, "client", id);
        return new GetClientResponse { Client = client };
    }

    private async Task<Client> OwnAsync(ClientRecord own, GetClientRequest request, IReadOnlyList<Contracts.Common.V1.ExternalReference> references, Call call)
    {
        var shown = request.AsKnownAt is { } at
            ? await database.OneAsync(ClientStore.OwnAsKnown(own.ClientId, own.Controller, own.Register, at.ToDateTimeOffset()), call.Cancel)
                ?? throw ClientErrors.NotKnownThen()
            : own;
        var client = shown.ToMessage(references, await organisations.NamesAsync([own.Controller], call.Cancel));
        var merged = await database.OneAsync(ClientMergeStore.MergedIds(own.ClientId, own.Controller), call.Cancel);
        client.MergedClientIds.AddRange(merged!.Select(other => other.ToString()));
        return client;
    }

    private async Task<Client> OfOthersAsync(AskedRecord referrers, Call call)
    {
        var decided = await disclosures.DecideAsync(
            referrers.Record.ClientId, referrers.Record.Controller, call.Caller.Organisation, [DisclosureScopes.ContactDetails], clock.Today, call.Cancel);
        return referrers.ToMessage(decided[0].Allowed, await organisations.NamesAsync([referrers.Record.Controller], call.Cancel));
    }
}
