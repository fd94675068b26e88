namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Lists agreed actions, the earliest due first.</summary>
[Access(Partners | Role.Manager | Role.Client)]
internal sealed class ListTeamActions(ActionView view, CaseRelations relations, Reader reader, IBusinessClock clock)
{
    public static void Validate(ListTeamActionsRequest request, Check check) => check.That(
        !request.OverdueOnly || request.State is ActionState.Unspecified or ActionState.Open,
        "overdue_only", "VALUE_UNKNOWN", "false for a state other than open");

    public Task<ListTeamActionsResponse> Handle(ListTeamActionsRequest request, Call call)
    {
        var isClient = call.Role == Role.Client;
        var filter = new ActionFilter(
            request.AgreedByTeams,
            request.Owner,
            Ids.Optional(request.CaseId),
            request.State == ActionState.Unspecified ? ActionState.Open : request.State,
            request.OverdueOnly ? clock.Today : null);

        return reader.ListAsync(
            request,
            call,
            paging =>
            {
                var afterDay = paging.After is null ? DateOnly.MinValue : paging.BeforeDay();
                return isClient
                    ? ActionStore.OfClient(call.Caller.OwnClientId(), filter, afterDay, paging.AfterId(), paging.Limit)
                    : ActionStore.Of(call.Caller, clock.Today, filter, afterDay, paging.AfterId(), paging.Limit);
            },
            listed => [PagingKeys.DayKey(listed.Action.DueOn), listed.Action.Id.ToString()],
            listed => listed.IsCaseShown ? new Touch(listed.Action.ClientId, listed.Action.ObjectType, listed.Action.Id.ToString()) : null,
            async page =>
            {
                // What is open by a membership or an invitation, or by the ids of one client's being the same, must still be so.
                await relations.MustBeCurrentAsync(
                    [
                        .. page.Where(listed => listed.IsCaseShown && !call.Caller.ActsFor(listed.Action.Organisation)
                            && (!isClient || call.Caller.OtherClientIds.Contains(listed.Action.ClientId)))
                            .Select(listed => listed.Action.ClientId),
                    ],
                    call);
                return new ListTeamActionsResponse
                {
                    Actions = { page.Select(listed => view.Of(listed.Action, listed.IsCaseShown, listed.Action.RelationOf(call.Caller), call)) },
                };
            });
    }
}
