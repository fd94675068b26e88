using Tyokyky.Referrals.Clients;

namespace Tyokyky.Referrals.Coordination;

/// <summary>Says who the client of an anonymous contact is.</summary>
[Access(Role.Coordinator | Role.TeamMember, Relation.Owner)]
internal sealed class NameContactClient(ContactKind contacts, ContactView view, UnitOfWork unitOfWork, Database database, IBusinessClock clock)
{
    public Task<NameContactClientResponse> Handle(NameContactClientRequest request, Call call)
    {
        var (contactId, clientId) = (Guid.Parse(request.ContactId), Guid.Parse(request.ClientId));

        return unitOfWork
            .Load(
                request,
                call,
                ContactStore.ById(contactId).Fenced(ContactStore.ContactRow.Fence),
                ClientStore.Own(clientId, call.Caller.Organisation).Unguarded("the contact keeps what was known of the client when it was named"),
                ClientStore.OfReferrer(clientId, call.Caller.Organisation).Unguarded("the same of the referrer's record"),
                (contact, own, referrers) => (Contact: contact, Record: own ?? referrers))
            .Authorize(
                _ => new AuditSubject(clientId, "contact", contactId),
                found => found.Record is null ? null : found.Contact?.RelationOf(call.Caller))
            .Match(found => found.Contact!.Etag)
            .WriteAsync(async (found, commit) =>
            {
                var before = found.Contact! with { FollowUps = (await database.OneAsync(ContactStore.FollowUpsOf(contactId), call.Cancel))! };
                var now = await contacts.ApplyAsync(commit, before, before.Name(found.Record!, clock.Now));
                commit.Fact(
                    new ContactClientNamed { ContactId = request.ContactId, Client = Facets.Of(found.Record!, now.ContactedOn, now.Programme) },
                    clientId.ToString(), contactId.ToString());
                return new NameContactClientResponse { Contact = await view.Of(now.At(before.Version + 1), call) };
            });
    }
}
