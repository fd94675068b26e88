namespace Tyokyky.Referrals.UseCases;

/// <summary>Lists the contacts that the caller's organisation recorded, newest first.</summary>
[Access(Role.Coordinator | Role.TeamMember | Role.Manager)]
internal sealed class ListContacts(ContactView view, Database database, AccessLog accessLog, IBusinessClock clock)
{
    public async Task<ListContactsResponse> Handle(ListContactsRequest request, Call call)
    {
        // Codes of the period's end: an old list asks with old codes.
        Check.Shape(check => check
            .OptionalPeriod(request.FromDay, request.ToDay)
            .OptionalCode("topic", request.Topic, "contact-topic", clock.CodeDay(request.ToDay))
            .OptionalCode("contacting_service", request.ContactingService, "contacting-service", clock.CodeDay(request.ToDay))
            .OptionalCode("outcome", request.Outcome, "contact-outcome", clock.CodeDay(request.ToDay))
            .OptionalProgramme("programme", request.Programme));
        var paging = call.Page(request);
        var filter = new ContactFilter(request.FromDay?.ToDay() ?? DateOnly.MinValue, request.ToDay?.ToDay() ?? DateOnly.MaxValue)
        {
            ClientId = Ids.Optional(request.ClientId),
            Topic = request.Topic,
            ContactingService = request.ContactingService,
            Outcome = request.Outcome,
            Programme = request.Programme,
        };

        var found = await database.ListAsync(ContactStore.Of(call.Caller.Organisation, filter, paging.BeforeDay(), paging.BeforeId(), paging.Limit), call.Cancel);
        var page = paging.Cut(found, contact => [PagingKeys.DayKey(contact.ContactedOn), contact.Id.ToString()], out var next);

        var response = new ListContactsResponse { NextPageToken = next };
        foreach (var contact in page)
        {
            response.Contacts.Add(await view.Of(contact, call));
        }

        await accessLog.ReadAsync(call, [.. page.Where(contact => contact.ClientId is not null).Select(contact => new Touch(contact.ClientId!.Value, contact.ObjectType, contact.Id.ToString()))]);
        return response;
    }
}
