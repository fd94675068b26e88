namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Reads a case with its meetings and the coachings it led to.</summary>
[Access(Team, Relation.Owner)]
[Access(Partners, Relation.NamedParticipant)]
[Access(Role.Client, Relation.Client)]
internal sealed class GetCase(CaseView view, CaseRelations relations, Reader reader)
{
    public Task<GetCaseResponse> Handle(GetCaseRequest request, Call call)
    {
        var id = Guid.Parse(request.CaseId);
        return reader
            .Load(
                call, CaseStore.ById(id), MeetingStore.AgendasOf(id), CaseStore.InvitationsOf(id),
                (teamCase, meetings, invitations) => teamCase is null ? null : teamCase with { Meetings = meetings!, Invitations = invitations! })
            .Authorize(
                teamCase => new AuditSubject(teamCase?.Client.Id, "case", id),
                async teamCase => teamCase is null ? null : await relations.OfAsync(teamCase, call))
            .AnswerAsync(async (teamCase, held) => new GetCaseResponse { TeamCase = await view.OfAsync(teamCase!, held, call) });
    }
}
