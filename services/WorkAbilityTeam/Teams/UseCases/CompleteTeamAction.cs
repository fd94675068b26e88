namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>An agreed action is done.</summary>
[Access(Team | Role.Manager, Relation.Owner)]
[Access(Partners, Relation.NamedParticipant)]
[Access(Role.Client, Relation.Client)]
internal sealed class CompleteTeamAction(ActionKind actions, IBusinessClock clock)
{
    public Task<CompleteTeamActionResponse> Handle(CompleteTeamActionRequest request, Call call)
    {
        var on = clock.DayOrToday("done_on", request.DoneOn);
        return actions.ChangeAsync(
            request,
            call,
            ActionStore.Whole(Guid.Parse(request.ActionId)),
            action => action.Complete(on, request.Note),
            action => new CompleteTeamActionResponse { Action = action });
    }
}
