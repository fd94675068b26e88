namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Gives an open action to somebody else or another day.</summary>
[Access(Team, Relation.Owner)]
[Access(Partners, Relation.NamedParticipant)]
internal sealed class ChangeTeamAction(ActionKind actions, ActionOwners owners, Database database, IBusinessClock clock)
{
    public static void Validate(ChangeTeamActionRequest request, Check check) => check
        .OptionalBusinessId("owner_organisation", request.OwnerOrganisation)
        .OptionalDay("due_on", request.DueOn)
        .That(request.Owner.Length > 0 || request.DueOn is not null, "owner", "FIELD_REQUIRED", "what changes: owner or due_on");

    public Task<ChangeTeamActionResponse> Handle(ChangeTeamActionRequest request, Call call)
    {
        return actions.ChangeAsync(
            request,
            call,
            ActionStore.Whole(Guid.Parse(request.ActionId)),
            async action =>
            {
                var organisation = request.OwnerOrganisation.Length > 0 ? request.OwnerOrganisation : action.Organisation;
                var change = action.Change(request.Owner, organisation, request.DueOn?.ToDay(), clock.Now);
                if (request.Owner.Length > 0)
                {
                    var meeting = await database.OneAsync(MeetingStore.ById(action.MeetingId), call.Cancel);
                    await owners.RequireKnownAsync(["owner"], [change.Action], meeting!, call);
                }

                return change;
            },
            action => new ChangeTeamActionResponse { Action = action });
    }
}
