namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Corrects what is recorded of a held meeting; whoever was told is told anew.</summary>
[Access(Team, Relation.Owner)]
internal sealed class CorrectMeeting(MeetingKind meetings, CaseKind cases, Database database, IBusinessClock clock)
{
    public void Validate(CorrectMeetingRequest request, Check check) => check
        .OptionalCode("reason", request.Reason, "correction-reason", clock.Today)
        .Codes("professions_present", request.ProfessionsPresent, "profession", clock.CodeDay(request.HeldOn))
        .EachCaseOnce("cases", request.Cases.Select(item => item.CaseId))
        .That(
            request.HeldOn is not null || request.Minutes > 0 || request.ProfessionsPresent.Count > 0 || request.Cases.Count > 0
                || request.Mode != Contracts.Common.V1.Mode.Unspecified,
            "held_on", "FIELD_REQUIRED", "what is corrected: held_on, mode, minutes, professions_present or cases");

    public Task<CorrectMeetingResponse> Handle(CorrectMeetingRequest request, Call call)
    {
        var right = new MeetingCorrection(
            request.HeldOn is null ? null : clock.DayOrToday("held_on", request.HeldOn),
            request.Mode,
            request.Minutes,
            [.. request.ProfessionsPresent],
            request.Cases.ToDictionary(item => Guid.Parse(item.CaseId), Correction),
            request.Reason,
            request.Note);
        return meetings.ChangeAsync(
            request,
            call,
            MeetingStore.Whole(Guid.Parse(request.MeetingId)),
            async (meeting, commit) =>
            {
                var change = meeting.Correct(right, clock.Now);
                foreach (var (i, item) in request.Cases.Index())
                {
                    if (!meeting.Handled.Any(handled => handled.CaseId == Guid.Parse(item.CaseId)))
                    {
                        throw MeetingErrors.NotOnAgenda($"cases[{i}].case_id");
                    }
                }

                var found = await database.OneAsync(CaseStore.ByIds([.. meeting.Handled.Select(item => item.CaseId)]), call.Cancel);
                foreach (var teamCase in found!)
                {
                    await cases.ApplyAsync(commit, teamCase, teamCase.Remeet(change.Meeting.OnDay, clock.Now));
                }

                var fact = new MeetingCorrected
                {
                    MeetingId = meeting.Id.ToString(),
                    Meeting = MeetingFacts.Held(change.Meeting),
                    Reason = request.Reason,
                };
                commit.Fact(fact, MeetingFacts.Keys(change.Meeting));
                return change;
            },
            meeting => new CorrectMeetingResponse { Meeting = meeting });
    }

    private static Func<AgendaItem, AgendaItem> Correction(CorrectedCase right) => item => item with
    {
        ClientPart = right.ClientPart == ClientPart.Unspecified ? item.ClientPart : right.ClientPart,
        Recommendation = right.Recommendation.Length > 0 ? right.Recommendation : item.Recommendation,
    };
}
