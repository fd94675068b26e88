namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Reads a case with its meetings and the coachings it led to.</summary>
[Access(Team, Relation.Owner)]
internal sealed class GetCase(Reader reader)
{
    public Task<GetCaseResponse> Handle(GetCaseRequest request, Call call)
    {
        var id = Guid.Parse(request.CaseId);
        return reader
            .Load(
                call, CaseStore.ById(id), CaseStore.MeetingsOf(id), CaseStore.CoachingsOf(id),
                (teamCase, meetings, coachings) => teamCase is null ? null : teamCase with { Meetings = meetings!, Coachings = coachings! })
            .Authorize(teamCase => new AuditSubject(teamCase?.Client.Id, "case", id), teamCase => teamCase?.RelationOf(call.Caller))
            .AnswerAsync((teamCase, _) => ValueTask.FromResult(new GetCaseResponse { TeamCase = teamCase!.ToMessage() }));
    }
}
