namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Marks a meeting as recorded by mistake, with what it agreed on; a case that no other meeting handled is as before.</summary>
[Access(Team, Relation.Owner)]
internal sealed class EnterMeetingInError(MeetingKind meetings, CaseKind cases, Database database, IBusinessClock clock)
{
    public void Validate(EnterMeetingInErrorRequest request, Check check) => check.OptionalCode("reason", request.Reason, "error-reason", clock.Today);

    public Task<EnterMeetingInErrorResponse> Handle(EnterMeetingInErrorRequest request, Call call)
    {
        return meetings.ChangeAsync(
            request,
            call,
            MeetingStore.Whole(Guid.Parse(request.MeetingId)),
            async (meeting, commit) =>
            {
                var change = meeting.EnterInError(request.Reason, request.Note, clock.Today, clock.Now);
                Guid[] ids = [.. meeting.Handled.Select(item => item.CaseId)];
                var (found, agendas) = await database.ManyAsync(CaseStore.ByIds(ids), MeetingStore.AgendasOf(ids), call.Cancel);
                foreach (var teamCase in found!)
                {
                    var before = teamCase with { Meetings = [.. agendas!.Where(item => item.CaseId == teamCase.Id)] };
                    await cases.ApplyAsync(commit, before, before.Unmeet(meeting.Id, clock.Now));
                }

                return change;
            },
            meeting => new EnterMeetingInErrorResponse { Meeting = meeting });
    }
}
