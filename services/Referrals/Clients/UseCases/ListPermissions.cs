using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Clients;

/// <summary>Lists a client's permissions and prohibitions, also the withdrawn ones: to an organisation those that concern it, to the client all.</summary>
[Access(Workers | Role.DataProtectionOfficer, Relation.Controller | Relation.Receiver | Relation.CaseManager)]
[Access(Role.Client, Relation.Client)]
internal sealed class ListPermissions(OrganisationStore organisations, Reader reader, Database database, IBusinessClock clock)
{
    public void Validate(ListPermissionsRequest request, Check check) =>
        check.OptionalCode("scope", request.Scope, "permission-scope", clock.CodeDay(request.ValidOn));

    public Task<ListPermissionsResponse> Handle(ListPermissionsRequest request, Call call)
    {
        var paging = call.Page(request);
        var clientId = Guid.Parse(request.ClientId);

        return reader
            .Load(call, ClientTieStore.Of(clientId, call.Caller.Organisation))
            .Authorize(
                _ => new AuditSubject(clientId, "client", clientId),
                ties => ties!.RelationOf(call.Caller) | (call.Caller.IsClient(clientId) ? Relation.Client : Relation.None))
            .AnswerAsync(async (_, _) =>
            {
                var reading = call.Role == Role.Client ? null : call.Caller.Organisation;
                var filter = new PermissionFilter(clientId, reading, request.Kind, request.Scope, request.ValidOn?.ToDay());
                var found = await database.ListAsync(PermissionStore.OfClient(filter, paging.BeforeId(), paging.Limit), call.Cancel);
                var page = paging.Cut(found, permission => [permission.Id.ToString()], out var next);
                var name = await organisations.NamesAsync(
                    page.SelectMany(permission => new[] { permission.FromOrganisation, permission.ToOrganisation, permission.RecordedBy }), call.Cancel);
                return new ListPermissionsResponse { Permissions = { page.Select(permission => permission.ToMessage(name)) }, NextPageToken = next };
            });
    }
}
