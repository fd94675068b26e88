namespace Tyokyky.JobCoaching.Coachings;

/// <summary>Lists a coaching's contacts, newest first.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class ListContacts(Reader reader, Database database)
{
    public Task<ListContactsResponse> Handle(ListContactsRequest request, Call call)
    {
        var id = Guid.Parse(request.CoachingId);
        var paging = call.Page(request);

        return reader
            .Load(call, CoachingStore.ById(id))
            .Authorize(coaching => new AuditSubject(coaching?.Client.Id, "coaching", id), coaching => coaching?.RelationOf(call.Caller))
            .AnswerAsync(async (_, _) =>
            {
                var found = await database.ListAsync(CoachingStore.ContactsOf(id, paging.BeforeDay(), paging.BeforeId(), paging.Limit), call.Cancel);
                var page = paging.Cut(found, contact => [PagingKeys.DayKey(contact.On), contact.Id.ToString()], out var next);
                return new ListContactsResponse { Contacts = { page.Select(contact => contact.ToMessage(id)) }, NextPageToken = next };
            });
    }
}
