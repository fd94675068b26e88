namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Plans a meeting with its agenda.</summary>
[Access(Team, Relation.Owner)]
internal sealed class PlanMeeting(
    MeetingKind meetings, MeetingView view, MeetingPlanning planning, ActionOwners owners, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(PlanMeetingRequest request, Check check) => check.Plan(request.Plan, clock.Today);

    public Task<PlanMeetingResponse> Handle(PlanMeetingRequest request, Call call)
    {
        Guid[] ids = [.. request.Plan.Agenda.Select(item => Guid.Parse(item.CaseId))];

        return unitOfWork
            .Load(request, call, CaseStore.ByIds(ids).Unguarded("each case changes by its version"))
            .Authorize(
                found => new AuditSubject(DecisiveCase.Of(ids, found!, call).Case?.Client.Id, "meeting", ""),
                found => ids.Length == 0 ? Relation.Owner : DecisiveCase.Of(ids, found!, call).Case?.RelationOf(call.Caller))
            .WriteAsync(async (found, commit) =>
            {
                var teamId = Ids.Optional(request.TeamId);
                var draft = MeetingPlanning.Read(request.Plan);
                await owners.RequireTeamAsync(teamId, call.Caller.Organisation, draft.On, call);
                var meeting = new Meeting
                {
                    Id = Guid.CreateVersion7(time.GetUtcNow()),
                    Organisation = call.Caller.Organisation,
                    TeamId = teamId,
                    PlannedOn = draft.On,
                    RecordedAt = MicrosecondTime.Of(time.GetUtcNow()),
                };
                var planned = meeting.With(draft, await planning.ComposeAsync(commit, meeting, request.Plan, found!));
                await meetings.ApplyAsync(commit, null, (planned, planned.Planned()));
                return new PlanMeetingResponse { Meeting = view.Of(planned, Relation.Owner, call) };
            });
    }
}
