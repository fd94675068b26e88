using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Clients;

/// <summary>The way every change of a permission goes: by whom it may be differs, and it is alone among those on what the client permits.</summary>
internal sealed class PermissionChange(OrganisationStore organisations, Database database, UnitOfWork unitOfWork)
{
    /// <param name="mayBeBy">Whether an organisation that has to do with the client may do it; the client always may.</param>
    public Task<TResponse> ChangeAsync<TRequest, TResponse>(
        TRequest request, Call call, Guid id, Func<InformationPermission, bool> mayBeBy, Func<InformationPermission, InformationPermission> decide,
        Action<Commit, InformationPermission, InformationPermission> write, Func<Permission, TResponse> answer)
        where TRequest : IMessage
        where TResponse : class, IMessage<TResponse>, new()
    {
        return unitOfWork
            .Load(request, call, PermissionStore.ById(id).Fenced(PermissionStore.InformationPermissionRow.Fence))
            .Authorize(
                before => new AuditSubject(before?.ClientId, "permission", id),
                async before => before is null ? null : await RelationAsync(before, call, mayBeBy(before)))
            .Match(before => before!.Etag)
            .WriteAsync(async (before, commit) =>
            {
                var changed = decide(before!);
                write(commit.Lock(ClientLocks.Change(ClientLocks.Permissions, before!.ClientId)), before, changed);
                var name = await organisations.NamesAsync([before.FromOrganisation, before.ToOrganisation, before.RecordedBy], call.Cancel);
                return answer(changed.At(before.Version + 1).ToMessage(name));
            });
    }

    private async Task<Relation> RelationAsync(InformationPermission permission, Call call, bool mayBeBy)
    {
        var held = mayBeBy
            ? (await database.OneAsync(ClientTieStore.Of(permission.ClientId, call.Caller.Organisation), call.Cancel))!.RelationOf(call.Caller)
            : Relation.None;
        return call.Caller.IsClient(permission.ClientId) ? held | Relation.Client : held;
    }
}
