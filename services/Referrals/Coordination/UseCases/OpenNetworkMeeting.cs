namespace Tyokyky.Referrals.Coordination;

/// <summary>Opens a network meeting (verkostotapaaminen) from a contact.</summary>
[Access(Role.Coordinator | Role.TeamMember, Relation.Owner)]
internal sealed class OpenNetworkMeeting(ContactKind contacts, TimeProvider time, IBusinessClock clock)
{
    public void Validate(OpenNetworkMeetingRequest request, Check check) => check
        .OptionalCode("topic", request.Topic, "contact-topic", clock.Today)
        .Codes("professions", request.Professions, "profession", clock.Today)
        .OptionalDayAfter("planned_on", request.PlannedOn, clock.Today);

    public Task<OpenNetworkMeetingResponse> Handle(OpenNetworkMeetingRequest request, Call call)
    {
        var meetingId = Guid.CreateVersion7(time.GetUtcNow());

        return contacts.ChangeAsync(
            request,
            call,
            ContactStore.Whole(Guid.Parse(request.ContactId)),
            contact => contact.Open(new ContactFollowUp
            {
                Id = meetingId,
                ContactId = contact.Id,
                Kind = ContactFollowUpKind.NetworkMeeting,
                Topic = request.Topic.Length > 0 ? request.Topic : contact.Topic,
                Question = request.Question,
                ClientAgreed = request.ClientAgreed,
                ClientInvited = request.ClientInvited,
                Professions = [.. request.Professions],
                PlannedOn = request.PlannedOn?.ToDay(),
                Status = ContactFollowUpStatus.Open,
                OpenedAt = clock.Now,
            }),
            contact => new OpenNetworkMeetingResponse
            {
                Contact = contact,
                NetworkMeeting = contact.FollowUps.Single(followUp => followUp.FollowUpId == meetingId.ToString()),
            });
    }
}
