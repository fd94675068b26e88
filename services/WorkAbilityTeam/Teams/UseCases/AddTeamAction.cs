using Tyokyky.WorkAbilityTeam.Common;

namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Adds an agreed action to a case that a meeting handled.</summary>
[Access(Team, Relation.Owner)]
internal sealed class AddTeamAction(MeetingKind meetings, ActionOwners owners, KnownParties known, IBusinessClock clock)
{
    public static void Validate(AddTeamActionRequest request, Check check) => check.Within("action", request.Action, CaseChecks.Action);

    public Task<AddTeamActionResponse> Handle(AddTeamActionRequest request, Call call)
    {
        var caseId = Guid.Parse(request.CaseId);
        return meetings.ChangeAsync(
            request,
            call,
            MeetingStore.Whole(Guid.Parse(request.MeetingId)).About(caseId),
            async meeting =>
            {
                meeting.RequireAgreeing(caseId);
                await known.RequireOrganisationAsync("action.owner_organisation", request.Action.OwnerOrganisation, meeting.OnDay, call);
                return meeting.Agree(await owners.ComposeAsync(request.Action, meeting, caseId, call), clock.Now);
            },
            meeting => new AddTeamActionResponse { Meeting = meeting });
    }
}
