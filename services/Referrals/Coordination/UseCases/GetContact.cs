namespace Tyokyky.Referrals.UseCases;

/// <summary>Reads a contact with what was opened from it.</summary>
[Access(Role.Coordinator | Role.TeamMember, Relation.Owner)]
internal sealed class GetContact(ContactView view, Database database, AccessLog accessLog)
{
    public async Task<GetContactResponse> Handle(GetContactRequest request, Call call)
    {
        var contactId = Guid.Parse(request.ContactId);

        var (contact, followUps) = await database.ManyAsync(ContactStore.ById(contactId), ContactStore.FollowUpsOf(contactId), call.Cancel);
        contact?.FollowUps.AddRange(followUps!);
        call.SetAuditSubject(contact?.ClientId?.ToString(), "contact", request.ContactId);
        call.Authorize(contact, contact?.RelationOf(call.Caller));

        if (contact.ClientId is { } client)
        {
            await accessLog.ReadAsync(call, client, contact.ObjectType, contact.Id);
        }

        return new GetContactResponse { Contact = await view.Of(contact, call) };
    }
}
