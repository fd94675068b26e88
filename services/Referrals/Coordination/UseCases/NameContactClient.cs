namespace Tyokyky.Referrals.UseCases;

/// <summary>Says who the client of an anonymous contact is.</summary>
[Access(Role.Coordinator | Role.TeamMember, Relation.Owner)]
internal sealed class NameContactClient(ContactView view, UnitOfWork unitOfWork, Database database, IBusinessClock clock)
{
    public async Task<NameContactClientResponse> Handle(NameContactClientRequest request, Call call)
    {
        var (contactId, clientId) = (Guid.Parse(request.ContactId), Guid.Parse(request.ClientId));

        var (contact, own, referrers) = await unitOfWork.LoadAsync(
            call, request, ContactStore.ById(contactId), ClientStore.Own(clientId, call.Caller.Organisation), ClientStore.OfReferrer(clientId, call.Caller.Organisation));
        var record = own ?? referrers;
        call.SetAuditSubject(request.ClientId, "contact", request.ContactId);
        call.Authorize(contact, record is null ? null : contact?.RelationOf(call.Caller));
        if (call.Replay<NameContactClientResponse>() is { } done)
        {
            return done;
        }

        call.MustMatch(request.Etag, contact.Etag);
        contact.Name(record!);
        contact.FollowUps.AddRange((await database.OneAsync(ContactStore.FollowUpsOf(contactId), call.Cancel))!);

        return await unitOfWork.Commit(call, request)
            .Change(contact, "named", clock.Now)
            .Fact(new ContactClientNamed { ContactId = request.ContactId, Client = Facets.Of(record!, contact.ContactedOn, contact.Programme) }, clientId.ToString(), contact.Id.ToString())
            .SaveAsync(new NameContactClientResponse { Contact = await view.Of(contact, call, contact.Version + 1) });
    }
}
