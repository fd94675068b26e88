using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Records;
using Tyokyky.Referrals.Persistence;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.UseCases;

/// <summary>Reads a client's record: the caller's own, else the one of the organisation that referred the client to the caller's.</summary>
internal sealed class GetClient(OrganisationStore organisations, Database database, AccessLog accessLog)
{
    public async Task<GetClientResponse> Handle(GetClientRequest request, Call call)
    {
        Check.Shape(check => check.Uuid("client_id", request.ClientId));
        var id = Guid.Parse(request.ClientId);
        var organisation = call.Caller.Organisation;

        var (own, referrers, ownReferences) = await database.ManyAsync(ClientStore.Own(id, organisation), ClientStore.OfReferrer(id, organisation), ExternalReferences.Of(id, organisation), call.Cancel);
        call.Concerns(request.ClientId, "client", request.ClientId);
        call.Admit(own ?? referrers, own is not null ? Relation.Controller : Relation.Receiver);

        await accessLog.ReadAsync(call, id, "client", id);
        var name = await organisations.NamesAsync([(own ?? referrers)!.Controller], call.Cancel);
        return new GetClientResponse { Client = own?.ToMessage(ownReferences!, name) ?? referrers!.ToMessageForOthers(name) };
    }
}
