using Tyokyky.WorkAbilityTeam.Disclosures;

namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>Lists plans: an organisation's, or the client's own of every one.</summary>
[Access(Team)]
[Access(Role.Client, Relation.Client)]
internal sealed class ListPlans(Reader reader, PermissionState permissions)
{
    public async Task<ListPlansResponse> Handle(ListPlansRequest request, Call call)
    {
        var clientId = Ids.Optional(request.ClientId);
        var isClient = call.Role == Role.Client;
        if (isClient)
        {
            call.SetAuditSubject(request.ClientId, "plan", "");
            call.Authorize(clientId is { } own && call.Caller.IsClient(own) ? Relation.Client : null);
            // A split of the client's ids that is not heard of must not show anything.
            if (call.Caller.OtherClientIds.Count > 0)
            {
                await permissions.MustBeCurrentAsync(clientId!.Value, call.Cancel);
            }
        }

        return await reader.ListAsync(
            request,
            call,
            paging => PlanStore.Of(isClient ? null : call.Caller.Organisation, clientId, request.State, paging.BeforeId(), paging.Limit),
            plan => [plan.Id.ToString()],
            plan => new Touch(plan.ClientId, plan.ObjectType, plan.Id.ToString()),
            page => ValueTask.FromResult(new ListPlansResponse { Plans = { page.Select(PlanView.Summary) } }));
    }
}
