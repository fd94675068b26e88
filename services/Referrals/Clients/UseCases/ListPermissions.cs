namespace Tyokyky.Referrals.UseCases;

/// <summary>Lists a client's permissions and prohibitions, also the withdrawn ones: to an organisation those that concern it, to the client all.</summary>
[Access(Workers | Role.DataProtectionOfficer, Relation.Controller | Relation.Receiver | Relation.CaseManager)]
[Access(Role.Client, Relation.Client)]
internal sealed class ListPermissions(OrganisationStore organisations, Database database, AccessLog accessLog, IBusinessClock clock)
{
    public void Validate(ListPermissionsRequest request, Check check) => check.OptionalCode("scope", request.Scope, "permission-scope", clock.CodeDay(request.ValidOn));

    public async Task<ListPermissionsResponse> Handle(ListPermissionsRequest request, Call call)
    {
        var paging = call.Page(request);
        var clientId = Guid.Parse(request.ClientId);

        var ties = await database.OneAsync(CoordinationStore.TiesTo(clientId, call.Caller.Organisation), call.Cancel);
        call.SetAuditSubject(request.ClientId, "client", request.ClientId);
        call.Authorize(ties!.RelationOf(call.Caller) | (call.Caller.IsClient(clientId) ? Relation.Client : Relation.None));

        var filter = new PermissionFilter(clientId, call.Role == Role.Client ? null : call.Caller.Organisation, (int)request.Kind, request.Scope, request.ValidOn?.ToDay());
        var found = await database.ListAsync(PermissionStore.OfClient(filter, paging.BeforeId(), paging.Limit), call.Cancel);
        var page = paging.Cut(found, permission => [permission.Id.ToString()], out var next);

        var name = await organisations.NamesAsync(page.SelectMany(permission => new[] { permission.FromOrganisation, permission.ToOrganisation, permission.RecordedBy }), call.Cancel);
        var response = new ListPermissionsResponse { NextPageToken = next };
        response.Permissions.AddRange(page.Select(permission => permission.ToMessage(name)));
        await accessLog.ReadAsync(call, clientId, "client", clientId);
        return response;
    }
}
