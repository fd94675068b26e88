using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Coordination;

/// <summary>Lists the contacts that the caller's organisation recorded, newest first.</summary>
[Access(Role.Coordinator | Role.TeamMember | Role.Manager)]
internal sealed class ListContacts(ContactView view, Reader reader, IBusinessClock clock)
{
    // Codes of the period's end: an old list asks with old codes.
    public void Validate(ListContactsRequest request, Check check) => check
        .OptionalPeriod(request.FromDay, request.ToDay)
        .OptionalCode("topic", request.Topic, "contact-topic", clock.CodeDay(request.ToDay))
        .AskedCode("contacting_service", request.ContactingService, "contacting-service", clock.CodeDay(request.ToDay))
        .OptionalCode("outcome", request.Outcome, "contact-outcome", clock.CodeDay(request.ToDay))
        .OptionalProgramme("programme", request.Programme);

    public Task<ListContactsResponse> Handle(ListContactsRequest request, Call call)
    {
        var filter = new ContactFilter(request.FromDay?.ToDay() ?? DateOnly.MinValue, request.ToDay?.ToDay() ?? DateOnly.MaxValue)
        {
            ClientId = Ids.Optional(request.ClientId),
            Topic = request.Topic,
            ContactingServices = CodeSystem.Get("contacting-service").Asked(request.ContactingService, clock.CodeDay(request.ToDay)),
            Outcome = request.Outcome,
            Programme = request.Programme,
            WithMistakes = request.IncludeMistakes,
        };

        return reader.ListAsync(
            request,
            call,
            paging => ContactStore.Of(call.Caller.Organisation, filter, paging.BeforeDay(), paging.BeforeId(), paging.Limit),
            contact => [PagingKeys.DayKey(contact.ContactedOn), contact.Id.ToString()],
            contact => contact.ClientId is { } client ? new Touch(client, contact.ObjectType, contact.Id.ToString()) : null,
            async page =>
            {
                var response = new ListContactsResponse();
                foreach (var contact in page)
                {
                    response.Contacts.Add(await view.Of(contact, call));
                }

                return response;
            });
    }
}
