namespace Tyokyky.Referrals.Coordination;

/// <summary>A contact was recorded by mistake.</summary>
[Access(Role.Coordinator | Role.TeamMember, Relation.Owner)]
internal sealed class EnterContactInError(ContactKind contacts, IBusinessClock clock)
{
    public void Validate(EnterContactInErrorRequest request, Check check) => check.OptionalCode("reason", request.Reason, "error-reason", clock.Today);

    public Task<EnterContactInErrorResponse> Handle(EnterContactInErrorRequest request, Call call)
    {
        return contacts.ChangeAsync(
            request,
            call,
            ContactStore.Whole(Guid.Parse(request.ContactId)),
            contact => contact.EnterInError(request.Reason, clock.Now),
            contact => new EnterContactInErrorResponse { Contact = contact });
    }
}
