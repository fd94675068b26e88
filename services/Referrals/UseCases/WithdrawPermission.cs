using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.EventLog;
using Tyokyky.Records;
using Tyokyky.Referrals.Persistence;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.UseCases;

/// <summary>Withdraws a permission or prohibition: the client, or an organisation that knows of it, on the client's word.</summary>
internal sealed class WithdrawPermission(OrganisationStore organisations, Database database, Recorder recorder, IBusinessClock clock)
{
    public async Task<WithdrawPermissionResponse> Handle(WithdrawPermissionRequest request, Call call)
    {
        Check.Shape(check => check.Uuid("permission_id", request.PermissionId));

        var permission = await recorder.LoadAsync(call, request, PermissionStore.ById(Guid.Parse(request.PermissionId)));
        call.Concerns(permission?.ClientId.ToString(), "permission", request.PermissionId);
        call.Admit(permission, permission is null ? null : await RelationAsync(permission, call));
        if (call.Replay<WithdrawPermissionResponse>() is { } done)
        {
            return done;
        }

        call.MustMatch(request.Etag, permission.Etag);
        var withdrawn = permission.Withdraw(clock.Now);

        var name = await organisations.NamesAsync([permission.FromOrganisation, permission.ToOrganisation, permission.RecordedBy], call.Cancel);
        return await recorder.Commit(call, request)
            .Guard(PermissionStore.Withdraw(withdrawn))
            .Transition(new Transition(permission.ObjectType, permission.Id, "granted", "withdrawn", clock.Now))
            .Fact(new PermissionWithdrawn { PermissionId = request.PermissionId, ClientId = permission.ClientId.ToString() }, permission.ClientId.ToString())
            .Touched(permission.ClientId, permission.ObjectType, permission.Id)
            .SaveAsync(new WithdrawPermissionResponse { Permission = withdrawn.ToMessage(name) });
    }

    private async Task<Relation> RelationAsync(Domain.InformationPermission permission, Call call)
    {
        var ties = await database.OneAsync(CoordinationStore.TiesTo(permission.ClientId, call.Caller.Organisation), call.Cancel);
        return (permission.IsKnownTo(call.Caller.Organisation) ? ties!.RelationOf(call.Caller) : Relation.None) | (call.Caller.IsClient(permission.ClientId) ? Relation.Client : Relation.None);
    }
}
