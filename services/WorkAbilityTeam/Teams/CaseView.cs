namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>What one caller may see of a case.</summary>
internal sealed class CaseView(Database database)
{
    /// <summary>A case with its meetings and invitations; the rest is looked up.</summary>
    public async ValueTask<Case> OfAsync(TeamCase teamCase, Relation held, Call call, IReadOnlyList<OwnedAction>? actions = null)
    {
        var (coachings, found) = await database.ManyAsync(CaseStore.CoachingsOf(teamCase.Id), ActionStore.OfCases(teamCase.Id), call.Cancel);
        return CaseMessages.ToMessage(teamCase, coachings!, actions ?? found!, held, call);
    }

    /// <summary>A page of cases, of which the rows alone are there.</summary>
    public async ValueTask<IEnumerable<Case>> OfAsync(IReadOnlyList<TeamCase> page, Relation held, Call call)
    {
        Guid[] ids = [.. page.Select(teamCase => teamCase.Id)];
        var (meetings, coachings, actions) = await database.ManyAsync(
            MeetingStore.AgendasOf(ids), CaseStore.CoachingsOf(ids), ActionStore.OfCases(ids), call.Cancel);
        var invitations = (held & Relation.Owner) == 0 ? [] : (await database.OneAsync(CaseStore.InvitationsOf(ids), call.Cancel))!;
        return page.Select(teamCase => CaseMessages.ToMessage(
            teamCase with
            {
                Meetings = [.. meetings!.Where(item => item.CaseId == teamCase.Id)],
                Invitations = [.. invitations.Where(one => one.CaseId == teamCase.Id).Select(one => one.Invitation)],
            },
            coachings!,
            actions!,
            held,
            call));
    }
}
