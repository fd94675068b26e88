namespace Tyokyky.Referrals.UseCases;

/// <summary>Adds an outcome to a contact, as it comes.</summary>
[Access(Role.Coordinator | Role.TeamMember, Relation.Owner)]
internal sealed class AddContactOutcome(ContactView view, UnitOfWork unitOfWork, IBusinessClock clock)
{
    public void Validate(AddContactOutcomeRequest request, Check check) => check.OptionalCode("outcome", request.Outcome, "contact-outcome", clock.Today);

    public async Task<AddContactOutcomeResponse> Handle(AddContactOutcomeRequest request, Call call)
    {
        var contactId = Guid.Parse(request.ContactId);

        var (contact, followUps) = await unitOfWork.LoadAsync(call, request, ContactStore.ById(contactId), ContactStore.FollowUpsOf(contactId));
        contact?.FollowUps.AddRange(followUps!);
        call.SetAuditSubject(contact?.ClientId?.ToString(), "contact", request.ContactId);
        call.Authorize(contact, contact?.RelationOf(call.Caller));
        if (call.Replay<AddContactOutcomeResponse>() is { } done)
        {
            return done;
        }

        call.MustMatch(request.Etag, contact.Etag);
        contact.AddOutcome(request.Outcome);

        return await unitOfWork.Commit(call, request)
            .Change(contact, "outcome-added", clock.Now, request.Outcome)
            .Fact(ContactChange.OutcomeFact(contact, request.Outcome), ContactChange.OrderKey(contact))
            .SaveAsync(new AddContactOutcomeResponse { Contact = await view.Of(contact, call, contact.Version + 1) });
    }
}
