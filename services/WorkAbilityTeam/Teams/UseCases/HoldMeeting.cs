namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Records that a meeting was held, and what it made of the cases on its agenda.</summary>
[Access(Team, Relation.Owner)]
internal sealed class HoldMeeting(MeetingKind meetings, CaseKind cases, ActionOwners owners, Database database, IBusinessClock clock)
{
    public void Validate(HoldMeetingRequest request, Check check) => check
        .Codes("professions_present", request.ProfessionsPresent, "profession", clock.CodeDay(request.HeldOn))
        .That(request.MemberIds.Count + request.ProfessionsPresent.Count > 0, "member_ids", "FIELD_REQUIRED", "who was present, here or in professions_present")
        .EachCaseOnce("handled", request.Handled.Select(item => item.CaseId))
        .Each("handled", request.Handled, (each, item) => each.Each("actions", item.Actions, CaseChecks.Action));

    public Task<HoldMeetingResponse> Handle(HoldMeetingRequest request, Call call)
    {
        return meetings.ChangeAsync(
            request,
            call,
            MeetingStore.Whole(Guid.Parse(request.MeetingId)),
            (meeting, commit) => HoldAsync(meeting, request, commit),
            meeting => new HoldMeetingResponse { Meeting = meeting });
    }

    private async ValueTask<Change<Meeting>> HoldAsync(Meeting meeting, HoldMeetingRequest request, Commit commit)
    {
        var call = commit.Call;
        var on = request.HeldOn is null && meeting.PlannedOn <= clock.Today ? meeting.OnDay : clock.DayOrToday("held_on", request.HeldOn);
        var found = (await database.OneAsync(CaseStore.ByIds([.. meeting.Agenda.Select(item => item.CaseId)]), call.Cancel))!;
        var byId = found.ToDictionary(teamCase => teamCase.Id);
        var (held, transition) = meeting.Hold(await ReadAsync(meeting, request, on, byId, call), byId);
        Check.Shape(check => check.Specified("mode", held.Mode));
        // In the order of their ids, so that two meetings that share cases wait for each other instead of locking each other out.
        foreach (var teamCase in found)
        {
            var became = held.Agenda.First(item => item.CaseId == teamCase.Id).State;
            if (became != AgendaState.Dropped)
            {
                await cases.ApplyAsync(commit, teamCase, became == AgendaState.Handled ? teamCase.Meet(on) : teamCase.CarryOver(on, clock.Now));
            }
        }

        return (held with { Actions = await owners.ComposeAsync("handled", request.Handled, held, call) }, transition);
    }

    private async Task<HeldMeeting> ReadAsync(
        Meeting meeting, HoldMeetingRequest request, DateOnly on, Dictionary<Guid, TeamCase> cases, Call call)
    {
        foreach (var (i, item) in request.Handled.Index())
        {
            if (!cases.ContainsKey(Guid.Parse(item.CaseId)))
            {
                throw MeetingErrors.NotOnAgenda($"handled[{i}].case_id");
            }
        }

        var members = request.MemberIds.Count == 0 ? [] : (await database.OneAsync(TeamStore.MembersOf(meeting.TeamId), call.Cancel))!;
        Member[] present =
        [
            .. request.MemberIds.Index().DistinctBy(one => one.Item.ToLowerInvariant()).Select(one =>
                members.FirstOrDefault(member => member.Id == Guid.Parse(one.Item) && member.Covers(on))
                    ?? throw TeamErrors.UnknownMember($"member_ids[{one.Index}]")),
        ];
        return new HeldMeeting(
            on,
            request.Mode,
            request.Minutes,
            [.. present.Select(member => member.Profession), .. request.ProfessionsPresent],
            [.. present.Select(member => new Attendee(member.Id, member.Name, member.Profession, member.Organisation))],
            request.Notes,
            request.Handled.ToDictionary(
                handled => Guid.Parse(handled.CaseId),
                handled => (Func<AgendaItem, AgendaItem>)(item => item with
                {
                    State = AgendaState.Handled,
                    ClientPart = handled.ClientPart,
                    Recommendation = handled.Recommendation,
                    PackageVersion = cases[item.CaseId].PackageVersion,
                })));
    }
}
