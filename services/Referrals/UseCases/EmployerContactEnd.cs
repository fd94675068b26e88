using Google.Protobuf.WellKnownTypes;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.EventLog;
using Tyokyky.Records;
using Tyokyky.Referrals.Domain;
using Tyokyky.Referrals.Persistence;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.UseCases;

/// <summary>How an employer's contact ends, whoever ends it.</summary>
internal static class EmployerContactEnd
{
    public static Commit Ended(this Commit commit, EmployerContact before, EmployerContact ended, DateTimeOffset at)
    {
        if (before.ClientId is { } client)
        {
            commit.Touched(client, ended.ObjectType, ended.Id);
        }

        if (ended.Status != EmployerContactStatus.Expired)
        {
            commit.Settle(MakeEmployerContact.ExpiryKind, ended.Id.ToString());
        }

        return commit
            .Transition(new Transition(ended.ObjectType, ended.Id, StateCode.Of(before.Status), StateCode.Of(ended.Status), at))
            .Fact(new EmployerContactEnded { ContactId = ended.Id.ToString(), Status = StateCode.Of(ended.Status), EffectiveAt = at.ToTimestamp() }, ended.Id.ToString());
    }
}

/// <summary>A contact that nobody confirmed in time ends by itself.</summary>
internal sealed class ExpireEmployerContactInTime(Recorder recorder, Database database, IBusinessClock clock) : IDueWork
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
        await recorder.SystemCommit(item.Call).Guard(EmployerContactStore.End(expired)).Ended(contact, expired, clock.Now).SaveAsync();
    }
}
