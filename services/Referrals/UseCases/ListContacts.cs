using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Records;
using Tyokyky.Referrals.Persistence;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.UseCases;

/// <summary>Lists the contacts that the caller's organisation recorded, newest first.</summary>
internal sealed class ListContacts(Database database, AccessLog accessLog)
{
    public async Task<ListContactsResponse> Handle(ListContactsRequest request, Call call)
    {
        Check.Shape(check => check.OptionalUuid("client_id", request.ClientId).OptionalDay("from_day", request.FromDay).OptionalDay("to_day", request.ToDay));
        var paging = Paging.Of(request);
        var clientId = request.ClientId.Length > 0 ? Guid.Parse(request.ClientId) : (Guid?)null;

        var found = await database.ListAsync(
            CoordinationStore.ContactsOf(
                call.Caller.Organisation,
                clientId,
                request.FromDay?.ToDay() ?? DateOnly.MinValue,
                request.ToDay?.ToDay() ?? DateOnly.MaxValue,
                paging.BeforeDay(),
                paging.BeforeId(),
                paging.Limit),
            call.Cancel);
        var page = paging.Cut(found, contact => [PagingKeys.DayKey(contact.ContactedOn), contact.Id.ToString()], out var next);

        var response = new ListContactsResponse { NextPageToken = next };
        response.Contacts.AddRange(page.Select(contact => contact.ToMessage()));
        await accessLog.ReadAsync(call, [.. page.Where(contact => contact.ClientId is not null).Select(contact => new Touch(contact.ClientId!.Value, contact.ObjectType, contact.Id.ToString()))]);
        return response;
    }
}
