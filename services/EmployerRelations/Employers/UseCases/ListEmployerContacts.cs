namespace Tyokyky.EmployerRelations.Employers;

/// <summary>Lists the contacts with an employer, newest first.</summary>
[Access(Workers)]
internal sealed class ListEmployerContacts(Reader reader, Database database)
{
    public async Task<ListEmployerContactsResponse> Handle(ListEmployerContactsRequest request, Call call)
    {
        var employer = await database.OneAsync(EmployerStore.ById(Guid.Parse(request.EmployerId)), call.Cancel) ?? throw EmployerErrors.Unknown();
        return await reader.ListAsync(
            request,
            call,
            paging => EmployerStore.ContactsWith(employer.Id, paging.BeforeDay(), paging.BeforeId(), paging.Limit),
            contact => [PagingKeys.DayKey(contact.ContactedOn), contact.Id.ToString()],
            _ => null,
            page => ValueTask.FromResult(new ListEmployerContactsResponse { Contacts = { page.Select(contact => contact.ToMessage()) } }));
    }
}
