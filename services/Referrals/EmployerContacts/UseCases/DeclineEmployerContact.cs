namespace Tyokyky.Referrals.EmployerContacts;

/// <summary>Declines an employer's contact: what the employer told is erased.</summary>
[Access(Workers, Relation.Receiver)]
[Access(Role.Client, Relation.Client)]
internal sealed class DeclineEmployerContact(EmployerContactKind contacts, IBusinessClock clock)
{
    public Task<DeclineEmployerContactResponse> Handle(DeclineEmployerContactRequest request, Call call) => contacts.ChangeAsync(
        request,
        call,
        EmployerContactStore.Whole(Guid.Parse(request.ContactId)),
        contact => contact.End(EmployerContactStatus.Declined, clock.Now),
        _ => new DeclineEmployerContactResponse());
}
