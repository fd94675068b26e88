using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.EmployerContacts;

/// <summary>Lists contacts that wait for the employee, for their receiver or for the client they are about.</summary>
[Access(Workers | Role.Client)]
internal sealed class ListEmployerContacts(Reader reader)
{
    public Task<ListEmployerContactsResponse> Handle(ListEmployerContactsRequest request, Call call) => reader.ListAsync(
        request,
        call,
        paging => call.Caller.ActsForOrganisation()
            ? EmployerContactStore.WaitingAt(call.Caller.Organisation, paging.AfterId(), paging.Limit)
            : EmployerContactStore.WaitingFor(call.Caller.OwnClientId(), paging.AfterId(), paging.Limit),
        contact => [contact.Id.ToString()],
        contact => new Touch(contact.ClientId, contact.ObjectType, contact.Id.ToString()),
        page => ValueTask.FromResult(new ListEmployerContactsResponse { Contacts = { page.Select(EmployerContactKind.Shown) } }));
}
