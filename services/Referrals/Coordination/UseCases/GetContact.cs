namespace Tyokyky.Referrals.Coordination;

/// <summary>Reads a contact with what was opened from it.</summary>
[Access(Role.Coordinator | Role.TeamMember, Relation.Owner)]
internal sealed class GetContact(ContactView view, Reader reader)
{
    public Task<GetContactResponse> Handle(GetContactRequest request, Call call)
    {
        var id = Guid.Parse(request.ContactId);

        return reader
            .Load(call, ContactStore.ById(id), ContactStore.FollowUpsOf(id), (one, followUps) => one is null ? null : one with { FollowUps = followUps! })
            .Authorize(contact => new AuditSubject(contact?.ClientId, "contact", id), contact => contact?.RelationOf(call.Caller))
            .AnswerAsync(async (contact, _) => new GetContactResponse { Contact = await view.Of(contact!, call) });
    }
}
