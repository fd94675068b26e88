namespace Tyokyky.Referrals.UseCases;

/// <summary>A contact that nobody confirmed in time ends by itself.</summary>
internal sealed class ExpireEmployerContactWhenDue(UnitOfWork unitOfWork, Database database, IBusinessClock clock) : IDueWork
{
    public string Kind => MakeEmployerContact.ExpiryKind;

    public async Task RunAsync(DueItem item, CancellationToken cancel)
    {
        var contact = await database.OneAsync(EmployerContactStore.ById(Guid.Parse(item.Key)), cancel);
        // It was confirmed or declined meanwhile.
        if (contact is not { Status: EmployerContactStatus.Waiting })
        {
            return;
        }

        var expired = contact.End(EmployerContactStatus.Expired);
        await unitOfWork.SystemCommit(item.Call).Guard(EmployerContactStore.End(expired)).Ended(contact, expired, clock.Now).SaveAsync();
    }
}
