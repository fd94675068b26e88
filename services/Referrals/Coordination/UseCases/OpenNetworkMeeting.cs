namespace Tyokyky.Referrals.UseCases;

/// <summary>Opens a network meeting (verkostotapaaminen) from a contact.</summary>
[Access(Role.Coordinator | Role.TeamMember, Relation.Owner)]
internal sealed class OpenNetworkMeeting(ContactView view, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(OpenNetworkMeetingRequest request, Check check) => check
        .OptionalCode("topic", request.Topic, "contact-topic", clock.Today)
        .Codes("professions", request.Professions, "profession", clock.Today)
        .OptionalDayAfter("planned_on", request.PlannedOn, clock.Today);

    public async Task<OpenNetworkMeetingResponse> Handle(OpenNetworkMeetingRequest request, Call call)
    {
        var contactId = Guid.Parse(request.ContactId);

        var (contact, followUps) = await unitOfWork.LoadAsync(call, request, ContactStore.ById(contactId), ContactStore.FollowUpsOf(contactId));
        contact?.FollowUps.AddRange(followUps!);
        call.SetAuditSubject(contact?.ClientId?.ToString(), "contact", request.ContactId);
        call.Authorize(contact, contact?.RelationOf(call.Caller));
        if (call.Replay<OpenNetworkMeetingResponse>() is { } done)
        {
            return done;
        }

        call.MustMatch(request.Etag, contact.Etag);
        var meeting = new ContactFollowUp
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
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
        };

        return await unitOfWork.Commit(call, request)
            .Open(contact, meeting, clock.Today)
            .SaveAsync(new OpenNetworkMeetingResponse { Contact = await view.Of(contact, call, contact.Version + 1), NetworkMeeting = await view.Of(meeting, call) });
    }
}
