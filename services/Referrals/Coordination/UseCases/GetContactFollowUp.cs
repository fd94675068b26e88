namespace Tyokyky.Referrals.Coordination;

/// <summary>Reads one of the things that a contact opened; who is asked in it reads the question.</summary>
[Access(Role.Coordinator | Role.TeamMember, Relation.Owner | Relation.Receiver)]
internal sealed class GetContactFollowUp(ContactView view, Reader reader)
{
    public Task<GetContactFollowUpResponse> Handle(GetContactFollowUpRequest request, Call call)
    {
        var id = Guid.Parse(request.FollowUpId);

        return reader
            .Load(
                call, ContactStore.ByFollowUp(id), ContactStore.FollowUpsBeside(id), (one, beside) => one is null ? null : one with { FollowUps = beside! })
            .Authorize(
                contact => new AuditSubject(contact?.ClientId, "contact-follow-up", id),
                contact => contact is null ? null : contact.RelationOf(call.Caller) | Asked(contact.FollowUp(id), call.Caller))
            .AnswerAsync(
                (contact, _) => view.Of(contact!, contact!.FollowUp(id), call),
                (contact, held) => held.HasFlag(Relation.Owner) || contact!.FollowUp(id).ClientAgreed);
    }

    private static Relation Asked(ContactFollowUp followUp, Caller caller) =>
        followUp.Kind == ContactFollowUpKind.Consultation && followUp.Organisation == caller.Organisation ? Relation.Receiver : Relation.None;
}
