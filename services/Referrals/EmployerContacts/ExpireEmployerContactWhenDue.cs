namespace Tyokyky.Referrals.EmployerContacts;

/// <summary>A contact that nobody confirmed in time ends by itself.</summary>
internal sealed class ExpireEmployerContactWhenDue(EmployerContactKind contacts, UnitOfWork unitOfWork, Database database, IBusinessClock clock) : IDueWork
{
    public string Kind => EmployerContactKind.ExpiryKind;

    public async Task RunAsync(DueItem item, CancellationToken cancel)
    {
        var contact = await database.OneAsync(EmployerContactStore.ById(Guid.Parse(item.Key)), cancel);
        // It was confirmed or declined meanwhile.
        if (contact is not { Status: EmployerContactStatus.Waiting })
        {
            return;
        }

        var commit = unitOfWork.SystemCommit(item.Call);
        await contacts.ApplyAsync(commit, contact, contact.End(EmployerContactStatus.Expired, clock.Now));
        await commit.SaveAsync();
    }
}
