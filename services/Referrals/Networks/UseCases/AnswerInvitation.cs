namespace Tyokyky.Referrals.UseCases;

/// <summary>The client answers the invitation to a network meeting.</summary>
[Access(Workers, Leading)]
[Access(Role.Client, Relation.Client)]
internal sealed class AnswerInvitation(NetworkMeetingChange change, IBusinessClock clock)
{
    public Task<AnswerInvitationResponse> Handle(AnswerInvitationRequest request, Call call)
    {
        return change.Do(
            request.MeetingId,
            request.Etag,
            request,
            call,
            meeting => meeting.Answer(request.Declined, request.ClientQuestion, request.SupportPerson, clock.Now),
            meeting => new AnswerInvitationResponse { Meeting = meeting });
    }
}
