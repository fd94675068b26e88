using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Records;
using Tyokyky.Referrals.Persistence;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.UseCases;

/// <summary>Lists a client's permissions and prohibitions, also the withdrawn ones.</summary>
internal sealed class ListPermissions(OrganisationStore organisations, Database database, AccessLog accessLog)
{
    public async Task<ListPermissionsResponse> Handle(ListPermissionsRequest request, Call call)
    {
        Check.Shape(check => check.Uuid("client_id", request.ClientId));
        var paging = Paging.Of(request);
        var clientId = Guid.Parse(request.ClientId);

        var (ties, found) = await database.ManyAsync(
            CoordinationStore.TiesTo(clientId, call.Caller.Organisation),
            PermissionStore.OfClient(clientId, paging.BeforeId(), paging.Limit).All(),
            call.Cancel);
        call.Concerns(request.ClientId, "client", request.ClientId);
        call.Admit(ties?.RelationOf(call.Caller));

        var name = await organisations.NamesAsync(found!.SelectMany(permission => new[] { permission.FromOrganisation, permission.ToOrganisation }), call.Cancel);
        var response = new ListPermissionsResponse();
        response.Permissions.AddRange(paging.Cut(found!, permission => [permission.Id.ToString()], out var next).Select(permission => permission.ToMessage(name)));
        response.NextPageToken = next;
        await accessLog.ReadAsync(call, clientId, "client", clientId);
        return response;
    }
}
