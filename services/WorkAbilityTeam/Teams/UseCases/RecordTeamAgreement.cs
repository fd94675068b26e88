namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Records that the client agrees that the whole team handles the case, or takes that back.</summary>
[Access(Team, Relation.Owner)]
internal sealed class RecordTeamAgreement(CaseKind cases, IBusinessClock clock)
{
    public Task<RecordTeamAgreementResponse> Handle(RecordTeamAgreementRequest request, Call call)
    {
        var on = clock.DayOrToday("on_day", request.OnDay);
        return cases.ChangeAsync(
            request,
            call,
            CaseStore.Whole(Guid.Parse(request.CaseId)),
            teamCase => teamCase.Agree(request.Agreed, on, clock.Now),
            teamCase => new RecordTeamAgreementResponse { TeamCase = teamCase });
    }
}
