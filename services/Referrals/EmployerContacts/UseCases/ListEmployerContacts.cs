using Google.Protobuf.WellKnownTypes;

namespace Tyokyky.Referrals.UseCases;

/// <summary>Lists contacts that wait for the employee, for their receiver or for the client they are about.</summary>
[Access(Workers | Role.Client)]
internal sealed class ListEmployerContacts(Database database, AccessLog accessLog)
{
    public async Task<ListEmployerContactsResponse> Handle(ListEmployerContactsRequest request, Call call)
    {
        var paging = call.Page(request);

        var query = call.Caller.ActsForOrganisation()
            ? EmployerContactStore.WaitingAt(call.Caller.Organisation, paging.AfterId(), paging.Limit)
            : EmployerContactStore.WaitingFor(call.Caller.OwnClientId(), paging.AfterId(), paging.Limit);
        var page = paging.Cut(await database.ListAsync(query, call.Cancel), contact => [contact.Id.ToString()], out var next);

        var response = new ListEmployerContactsResponse { NextPageToken = next };
        response.Contacts.AddRange(page.Select(Shown));
        await accessLog.ReadAsync(call, [.. page.Select(contact => new Touch(contact.ClientId, contact.ObjectType, contact.Id.ToString()))]);
        return response;
    }

    private static Proto.EmployerContact Shown(EmployerContact contact) => new()
    {
        ContactId = contact.Id.ToString(),
        Employer = contact.Employer,
        EmployerName = contact.EmployerName,
        Receiver = contact.Receiver,
        Topic = contact.Topic,
        Employee = contact.Employee is { } employee
            ? new Employee { GivenNames = employee.GivenNames, FamilyName = employee.FamilyName, Phone = employee.Phone, Email = employee.Email, ContactLanguage = employee.ContactLanguage }
            : null,
        MadeAt = contact.MadeAt.ToTimestamp(),
        ConfirmBy = contact.ConfirmBy.ToDate(),
    };
}
