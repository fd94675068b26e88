namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Plans a meeting anew, with its whole agenda.</summary>
[Access(Team, Relation.Owner)]
internal sealed class ReplanMeeting(MeetingKind meetings, MeetingPlanning planning, Database database, IBusinessClock clock)
{
    public void Validate(ReplanMeetingRequest request, Check check) => check.Plan(request.Plan, clock.Today);

    public Task<ReplanMeetingResponse> Handle(ReplanMeetingRequest request, Call call)
    {
        Guid[] ids = [.. request.Plan.Agenda.Select(item => Guid.Parse(item.CaseId))];
        return meetings.ChangeAsync(
            request,
            call,
            MeetingStore.Whole(Guid.Parse(request.MeetingId)),
            async (meeting, commit) =>
            {
                var found = await database.OneAsync(CaseStore.ByIds(ids), call.Cancel);
                if (ids.Length > 0)
                {
                    call.Authorize(DecisiveCase.Of(ids, found!, call).Case?.RelationOf(call.Caller));
                }

                var draft = MeetingPlanning.Read(request.Plan);
                // Whether it can be planned anew comes before what its agenda may hold.
                meeting.PlanAnew(draft, meeting.Agenda, clock.Now);
                return meeting.PlanAnew(draft, await planning.ComposeAsync(commit, meeting, request.Plan, found!), clock.Now);
            },
            meeting => new ReplanMeetingResponse { Meeting = meeting });
    }
}
