namespace Tyokyky.Referrals.Clients;

/// <summary>Withdraws a permission or prohibition: the client, or on the client's word an organisation that may end it.</summary>
[Access(Workers, Relation.Controller | Relation.Receiver | Relation.CaseManager)]
[Access(Role.Client, Relation.Client)]
internal sealed class WithdrawPermission(PermissionChange change, IBusinessClock clock)
{
    public void Validate(WithdrawPermissionRequest request, Check check) => check.OptionalCode("form", request.Form, "permission-form", clock.Today);

    public Task<WithdrawPermissionResponse> Handle(WithdrawPermissionRequest request, Call call)
    {
        return change.ChangeAsync(
            request,
            call,
            Guid.Parse(request.PermissionId),
            permission => permission.MayEnd(call.Caller),
            permission => Withdraw(permission, request, call),
            PermissionFacts.Withdraw,
            permission => new WithdrawPermissionResponse { Permission = permission });
    }

    private InformationPermission Withdraw(InformationPermission permission, WithdrawPermissionRequest request, Call call)
    {
        var byClient = call.Role == Role.Client;
        if (permission.IsProhibition && !byClient)
        {
            Check.Shape(check => check.Required("form", request.Form).Required("document", request.Document));
        }

        return permission.Withdraw(new WithdrawalWord(request.Form, request.Document, byClient ? "" : call.Caller.Organisation), clock.Now);
    }
}
