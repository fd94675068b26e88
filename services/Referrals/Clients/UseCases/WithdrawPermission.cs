using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Records;
using Tyokyky.Referrals.Domain;
using Tyokyky.Referrals.Persistence;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.UseCases;

/// <summary>Withdraws a permission or prohibition: the client, or on the client's word an organisation that may end it.</summary>
internal sealed class WithdrawPermission(OrganisationStore organisations, Database database, Recorder recorder, IBusinessClock clock)
{
    public async Task<WithdrawPermissionResponse> Handle(WithdrawPermissionRequest request, Call call)
    {
        Check.Shape(check => check
            .Uuid("permission_id", request.PermissionId)
            .OptionalCode("form", request.Form, "permission-form", clock.Today)
            .MaxLength("document", request.Document, 200));

        var permission = await recorder.LoadAsync(call, request, PermissionStore.ById(Guid.Parse(request.PermissionId)));
        call.Concerns(permission?.ClientId.ToString(), "permission", request.PermissionId);
        call.Admit(permission, permission is null ? null : await RelationAsync(permission, call));
        if (call.Replay<WithdrawPermissionResponse>() is { } done)
        {
            return done;
        }

        call.MustMatch(request.Etag, permission.Etag);
        if (permission.IsProhibition && call.Role != Role.Client)
        {
            Check.Shape(check => check.Required("form", request.Form).Required("document", request.Document));
        }

        var withdrawn = permission.Withdraw(new WithdrawalWord(request.Form, request.Document, call.Role == Role.Client ? "" : call.Caller.Organisation), clock.Now);

        var name = await organisations.NamesAsync([permission.FromOrganisation, permission.ToOrganisation, permission.RecordedBy], call.Cancel);
        var commit = recorder.Commit(call, request).Lock(ClientLocks.Change(ClientLocks.Permissions, permission.ClientId));
        PermissionFacts.Withdraw(commit, withdrawn);
        return await commit.SaveAsync(new WithdrawPermissionResponse { Permission = withdrawn.ToMessage(name) });
    }

    private async Task<Relation> RelationAsync(InformationPermission permission, Call call)
    {
        var ties = await database.OneAsync(CoordinationStore.TiesTo(permission.ClientId, call.Caller.Organisation), call.Cancel);
        return (permission.MayEnd(call.Caller) ? ties!.RelationOf(call.Caller) : Relation.None) | (call.Caller.IsClient(permission.ClientId) ? Relation.Client : Relation.None);
    }
}
