namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Cancels a meeting that was to come; its cases are carried over.</summary>
[Access(Team, Relation.Owner)]
internal sealed class CancelMeeting(MeetingKind meetings, CaseKind cases, Database database, IBusinessClock clock)
{
    public void Validate(CancelMeetingRequest request, Check check) =>
        check.OptionalCode("reason", request.Reason, "meeting-cancellation-reason", clock.Today);

    public Task<CancelMeetingResponse> Handle(CancelMeetingRequest request, Call call)
    {
        return meetings.ChangeAsync(
            request,
            call,
            MeetingStore.Whole(Guid.Parse(request.MeetingId)),
            async (meeting, commit) =>
            {
                var found = (await database.OneAsync(CaseStore.ByIds([.. meeting.Agenda.Select(item => item.CaseId)]), call.Cancel))!;
                var change = meeting.Cancel(request.Reason, id => found.Any(teamCase => teamCase.Id == id && teamCase.IsOpen), clock.Now);
                foreach (var teamCase in found.Where(teamCase => teamCase.IsOpen))
                {
                    await cases.ApplyAsync(commit, teamCase, teamCase.CarryOver(meeting.OnDay, clock.Now));
                }

                return change;
            },
            meeting => new CancelMeetingResponse { Meeting = meeting });
    }
}
