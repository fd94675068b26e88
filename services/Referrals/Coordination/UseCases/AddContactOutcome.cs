namespace Tyokyky.Referrals.Coordination;

/// <summary>Adds an outcome to a contact, as it comes.</summary>
[Access(Role.Coordinator | Role.TeamMember, Relation.Owner)]
internal sealed class AddContactOutcome(ContactKind contacts, IBusinessClock clock)
{
    public void Validate(AddContactOutcomeRequest request, Check check) => check.OptionalCode("outcome", request.Outcome, "contact-outcome", clock.Today);

    public Task<AddContactOutcomeResponse> Handle(AddContactOutcomeRequest request, Call call)
    {
        return contacts.ChangeAsync(
            request,
            call,
            ContactStore.Whole(Guid.Parse(request.ContactId)),
            contact => contact.AddOutcome(request.Outcome, clock.Now),
            contact => new AddContactOutcomeResponse { Contact = contact });
    }
}
