using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Coordination;

/// <summary>Opens a consultation (konsultaatio) from a contact.</summary>
[Access(Role.Coordinator | Role.TeamMember, Relation.Owner)]
internal sealed class OpenConsultation(ContactKind contacts, OrganisationStore organisations, TimeProvider time, IBusinessClock clock)
{
    public void Validate(OpenConsultationRequest request, Check check) => check
        .OptionalCode("topic", request.Topic, "contact-topic", clock.Today)
        .Codes("professions", request.Professions, "profession", clock.Today)
        .OptionalDayAfter("planned_on", request.PlannedOn, clock.Today);

    public Task<OpenConsultationResponse> Handle(OpenConsultationRequest request, Call call)
    {
        var consultationId = Guid.CreateVersion7(time.GetUtcNow());

        return contacts.ChangeAsync(
            request,
            call,
            ContactStore.Whole(Guid.Parse(request.ContactId)),
            async contact =>
            {
                var asked = await organisations.RequireAsync("organisation", request.Organisation, call.Cancel);
                return contact.Open(new ContactFollowUp
                {
                    Id = consultationId,
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
                });
            },
            contact => new OpenConsultationResponse
            {
                Contact = contact,
                Consultation = contact.FollowUps.Single(followUp => followUp.FollowUpId == consultationId.ToString()),
            });
    }
}
