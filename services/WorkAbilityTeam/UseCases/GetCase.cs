namespace Tyokyky.WorkAbilityTeam.UseCases;

/// <summary>Reads a case with its meetings and the coachings it led to.</summary>
[Access(Team, Relation.Owner)]
internal sealed class GetCase(Database database, AccessLog accessLog)
{
    public async Task<GetCaseResponse> Handle(GetCaseRequest request, Call call)
    {
        var id = Guid.Parse(request.CaseId);

        var (teamCase, meetings, coachings) = await database.ManyAsync(CaseStore.ById(id), CaseStore.MeetingsOf(id), CaseStore.CoachingsOf(id), call.Cancel);
        call.SetAuditSubject(teamCase?.Client.Id.ToString(), "case", request.CaseId);
        call.Authorize(teamCase, teamCase?.RelationOf(call.Caller));

        await accessLog.ReadAsync(call, teamCase.Client.Id, teamCase.ObjectType, teamCase.Id);
        return new GetCaseResponse { TeamCase = teamCase.ToMessage(meetings!, coachings!) };
    }
}
