namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>An agreed action will not be done.</summary>
[Access(Team | Role.Manager, Relation.Owner)]
[Access(Partners, Relation.NamedParticipant)]
internal sealed class CancelTeamAction(ActionKind actions, IBusinessClock clock)
{
    public void Validate(CancelTeamActionRequest request, Check check) =>
        check.OptionalCode("reason", request.Reason, "action-cancellation-reason", clock.Today);

    public Task<CancelTeamActionResponse> Handle(CancelTeamActionRequest request, Call call)
    {
        return actions.ChangeAsync(
            request,
            call,
            ActionStore.Whole(Guid.Parse(request.ActionId)),
            action => action.Cancel(request.Reason, request.Note, clock.Today, clock.Now),
            action => new CancelTeamActionResponse { Action = action });
    }
}
