namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>What a client thought of a meeting.</summary>
[Access(Team, Relation.Owner)]
[Access(Role.Client, Relation.Client)]
internal sealed class RecordMeetingFeedback(MeetingKind meetings, Database database, IBusinessClock clock)
{
    public static void Validate(RecordMeetingFeedbackRequest request, Check check) => check.That(
        request.Feedback is not { Heard: 0, Useful: 0, Text: "" }, "feedback", "FIELD_REQUIRED", "an answer to a question, or words");

    public Task<RecordMeetingFeedbackResponse> Handle(RecordMeetingFeedbackRequest request, Call call)
    {
        var caseId = Guid.Parse(request.CaseId);
        return meetings.ChangeAsync(
            request,
            call,
            MeetingStore.Whole(Guid.Parse(request.MeetingId)).About(caseId),
            async (meeting, commit) =>
            {
                var change = meeting.Hear(caseId, request.Feedback, clock.Today, clock.Now);
                var teamCase = await database.OneAsync(CaseStore.ById(caseId), call.Cancel);
                commit.Fact(
                    MeetingFacts.Heard(change.Meeting, change.Meeting.Handled.First(item => item.CaseId == caseId), teamCase!), teamCase!.Client.Id.ToString());
                return change;
            },
            meeting => new RecordMeetingFeedbackResponse { Meeting = meeting });
    }
}
