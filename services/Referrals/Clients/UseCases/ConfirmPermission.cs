namespace Tyokyky.Referrals.Clients;

/// <summary>Confirms a permission that another organisation recorded: the client, or the organisation that may disclose.</summary>
[Access(Workers, Relation.Controller | Relation.Receiver | Relation.CaseManager)]
[Access(Role.Client, Relation.Client)]
internal sealed class ConfirmPermission(PermissionChange change, IBusinessClock clock)
{
    public void Validate(ConfirmPermissionRequest request, Check check) => check.OptionalCode("form", request.Form, "permission-form", clock.Today);

    public Task<ConfirmPermissionResponse> Handle(ConfirmPermissionRequest request, Call call)
    {
        return change.ChangeAsync(
            request,
            call,
            Guid.Parse(request.PermissionId),
            permission => permission.IsDiscloser(call.Caller),
            permission => permission.Confirm(call.Role == Role.Client ? "" : call.Caller.Organisation, request.Form, request.Document, clock.Now),
            PermissionFacts.Confirm,
            permission => new ConfirmPermissionResponse { Permission = permission });
    }
}
