namespace Tyokyky.Referrals.UseCases;

/// <summary>The way every change of a permission goes: load, admit, ask the permission, commit alone among those on what the client permits.</summary>
internal sealed class PermissionChange(OrganisationStore organisations, Database database, UnitOfWork unitOfWork)
{
    /// <param name="mayBeBy">Whether an organisation that has to do with the client may do it; the client always may.</param>
    public async Task<TResponse> Do<TRequest, TResponse>(
        string permissionId, string etag, TRequest request, Call call, Func<InformationPermission, bool> mayBeBy,
        Func<InformationPermission, InformationPermission> change, Action<Commit, InformationPermission> write, Func<Permission, TResponse> answer)
        where TRequest : IMessage
        where TResponse : class, IMessage<TResponse>, new()
    {
        var permission = await unitOfWork.LoadAsync(call, request, PermissionStore.ById(Guid.Parse(permissionId)));
        call.SetAuditSubject(permission?.ClientId.ToString(), "permission", permissionId);
        call.Authorize(permission, permission is null ? null : await RelationAsync(permission, call, mayBeBy(permission)));
        if (call.Replay<TResponse>() is { } done)
        {
            return done;
        }

        call.MustMatch(etag, permission.Etag);
        var changed = change(permission);

        var name = await organisations.NamesAsync([permission.FromOrganisation, permission.ToOrganisation, permission.RecordedBy], call.Cancel);
        var commit = unitOfWork.Commit(call, request).Lock(ClientLocks.Change(ClientLocks.Permissions, permission.ClientId));
        write(commit, changed);
        return await commit.SaveAsync(answer(changed.ToMessage(name)));
    }

    private async Task<Relation> RelationAsync(InformationPermission permission, Call call, bool mayBeBy)
    {
        var held = mayBeBy
            ? (await database.OneAsync(CoordinationStore.TiesTo(permission.ClientId, call.Caller.Organisation), call.Cancel))!.RelationOf(call.Caller)
            : Relation.None;
        return call.Caller.IsClient(permission.ClientId) ? held | Relation.Client : held;
    }
}
