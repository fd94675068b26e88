namespace Tyokyky.Referrals.UseCases;

/// <summary>Opens a consultation (konsultaatio) from a contact.</summary>
[Access(Role.Coordinator | Role.TeamMember, Relation.Owner)]
internal sealed class OpenConsultation(ContactView view, OrganisationStore organisations, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(OpenConsultationRequest request, Check check) => check
        .OptionalCode("topic", request.Topic, "contact-topic", clock.Today)
        .Codes("professions", request.Professions, "profession", clock.Today)
        .OptionalDayAfter("planned_on", request.PlannedOn, clock.Today);

    public async Task<OpenConsultationResponse> Handle(OpenConsultationRequest request, Call call)
    {
        var contactId = Guid.Parse(request.ContactId);

        var (contact, followUps) = await unitOfWork.LoadAsync(call, request, ContactStore.ById(contactId), ContactStore.FollowUpsOf(contactId));
        contact?.FollowUps.AddRange(followUps!);
        call.SetAuditSubject(contact?.ClientId?.ToString(), "contact", request.ContactId);
        call.Authorize(contact, contact?.RelationOf(call.Caller));
        if (call.Replay<OpenConsultationResponse>() is { } done)
        {
            return done;
        }

        call.MustMatch(request.Etag, contact.Etag);
        var asked = await organisations.RequireAsync("organisation", request.Organisation, call.Cancel);
        var consultation = new ContactFollowUp
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            ContactId = contact.Id,
            Kind = ContactFollowUpKind.Consultation,
            Organisation = asked.Id,
            Topic = request.Topic.Length > 0 ? request.Topic : contact.Topic,
            Question = request.Question,
            ClientAgreed = request.ClientAgreed,
            Professions = [.. request.Professions],
            PlannedOn = request.PlannedOn?.ToDay(),
            Status = ContactFollowUpStatus.Open,
            OpenedAt = clock.Now,
        };

        return await unitOfWork.Commit(call, request)
            .Open(contact, consultation, clock.Today)
            .SaveAsync(new OpenConsultationResponse { Contact = await view.Of(contact, call, contact.Version + 1), Consultation = await view.Of(consultation, call) });
    }
}
