using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Records;
using Tyokyky.Referrals.Domain;
using Tyokyky.Referrals.Persistence;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.UseCases;

/// <summary>Confirms a permission that another organisation recorded: the client, or the organisation that may disclose.</summary>
internal sealed class ConfirmPermission(OrganisationStore organisations, Database database, Recorder recorder, IBusinessClock clock)
{
    public async Task<ConfirmPermissionResponse> Handle(ConfirmPermissionRequest request, Call call)
    {
        Check.Shape(check => check
            .Uuid("permission_id", request.PermissionId)
            .OptionalCode("form", request.Form, "permission-form", clock.Today)
            .MaxLength("document", request.Document, 200));

        var permission = await recorder.LoadAsync(call, request, PermissionStore.ById(Guid.Parse(request.PermissionId)));
        call.Concerns(permission?.ClientId.ToString(), "permission", request.PermissionId);
        call.Admit(permission, permission is null ? null : await RelationAsync(permission, call));
        if (call.Replay<ConfirmPermissionResponse>() is { } done)
        {
            return done;
        }

        call.MustMatch(request.Etag, permission.Etag);
        var confirmed = permission.Confirm(call.Caller.OwnOrganisation(), request.Form, request.Document, clock.Now);

        var name = await organisations.NamesAsync([permission.FromOrganisation, permission.ToOrganisation, permission.RecordedBy], call.Cancel);
        var commit = recorder.Commit(call, request).Lock(ClientLocks.Change(ClientLocks.Permissions, permission.ClientId));
        PermissionFacts.Confirm(commit, confirmed);
        return await commit.SaveAsync(new ConfirmPermissionResponse { Permission = confirmed.ToMessage(name) });
    }

    private async Task<Relation> RelationAsync(InformationPermission permission, Call call)
    {
        if (call.Caller.IsClient(permission.ClientId))
        {
            return Relation.Client;
        }

        return permission.IsDiscloser(call.Caller)
            ? (await database.OneAsync(CoordinationStore.TiesTo(permission.ClientId, call.Caller.Organisation), call.Cancel))!.RelationOf(call.Caller)
            : Relation.None;
    }
}
