namespace Tyokyky.Referrals.Networks;

/// <summary>The client answers the invitation to a network meeting.</summary>
[Access(Workers, Leading)]
[Access(Role.Client, Relation.Client)]
internal sealed class AnswerInvitation(NetworkMeetingKind meetings, IBusinessClock clock)
{
    public Task<AnswerInvitationResponse> Handle(AnswerInvitationRequest request, Call call)
    {
        return meetings.ChangeAsync(
            request,
            call,
            NetworkMeetingStore.Whole(Guid.Parse(request.MeetingId)),
            meeting => meeting.Answer(request.Declined, request.ClientQuestion, request.SupportPerson, clock.Now),
            meeting => new AnswerInvitationResponse { Meeting = meeting });
    }
}
