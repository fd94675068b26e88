namespace Tyokyky.Referrals.UseCases;

/// <summary>Declines an employer's contact: what the employer told is erased.</summary>
[Access(Workers, Relation.Receiver)]
[Access(Role.Client, Relation.Client)]
internal sealed class DeclineEmployerContact(UnitOfWork unitOfWork, IBusinessClock clock)
{
    public async Task<DeclineEmployerContactResponse> Handle(DeclineEmployerContactRequest request, Call call)
    {
        var contact = await unitOfWork.LoadAsync(call, request, EmployerContactStore.ById(Guid.Parse(request.ContactId)));
        call.SetAuditSubject(contact?.ClientId?.ToString(), "employer-contact", request.ContactId);
        call.Authorize(contact, contact?.RelationOf(call.Caller));
        if (call.Replay<DeclineEmployerContactResponse>() is { } done)
        {
            return done;
        }

        var declined = contact.End(EmployerContactStatus.Declined);

        return await unitOfWork.Commit(call, request)
            .Guard(EmployerContactStore.End(declined))
            .Ended(contact, declined, clock.Now)
            .SaveAsync(new DeclineEmployerContactResponse());
    }
}
