namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>The client's answer to the invitation to a meeting.</summary>
[Access(Team, Relation.Owner)]
[Access(Role.Client, Relation.Client)]
internal sealed class AnswerMeetingInvitation(MeetingKind meetings, IBusinessClock clock)
{
    public static void Validate(AnswerMeetingInvitationRequest request, Check check) => check.That(
        request.ClientPart is ClientPart.Unspecified or ClientPart.Invited or ClientPart.Remote or ClientPart.Declined || !Enum.IsDefined(request.ClientPart),
        "client_part", "VALUE_UNKNOWN", "CLIENT_PART_INVITED, CLIENT_PART_REMOTE or CLIENT_PART_DECLINED");

    public Task<AnswerMeetingInvitationResponse> Handle(AnswerMeetingInvitationRequest request, Call call)
    {
        var caseId = Guid.Parse(request.CaseId);
        return meetings.ChangeAsync(
            request,
            call,
            MeetingStore.Whole(Guid.Parse(request.MeetingId)).About(caseId),
            meeting =>
            {
                var answered = meeting.Answer(caseId, request.ClientPart, request.ClientQuestion, request.SupportPerson, clock.Now);
                return meeting.Agenda.Any(item => item.CaseId == caseId) ? answered : throw MeetingErrors.NotOnAgenda("case_id");
            },
            meeting => new AnswerMeetingInvitationResponse { Meeting = meeting });
    }
}
