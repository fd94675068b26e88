using Google.Protobuf.WellKnownTypes;
using Tyokyky.Referrals.Clients;

namespace Tyokyky.Referrals.EmployerContacts;

/// <summary>How employers' contacts are made and end, whoever ends them.</summary>
internal sealed class EmployerContactKind(UnitOfWork unitOfWork) : AggregateKind<EmployerContact, Proto.EmployerContact>(unitOfWork)
{
    public const string ExpiryKind = "employer-contact-expiry";

    public static Proto.EmployerContact Shown(EmployerContact contact) => new()
    {
        ContactId = contact.Id.ToString(),
        Employer = contact.Employer,
        EmployerName = contact.EmployerName,
        Receiver = contact.Receiver,
        Topic = contact.Topic,
        Employee = contact.Employee is { } employee
            ? new Employee
            {
                GivenNames = employee.GivenNames,
                FamilyName = employee.FamilyName,
                Phone = employee.Phone,
                Email = employee.Email,
                ContactLanguage = employee.ContactLanguage,
            }
            : null,
        MadeAt = contact.MadeAt.ToTimestamp(),
        ConfirmBy = contact.ConfirmBy.ToDate(),
    };

    protected override Guid? ClientOf(EmployerContact found) => found.ClientId;

    protected override ValueTask<Relation> RelationAsync(EmployerContact found, Guid? part, Call call) => ValueTask.FromResult(found.RelationOf(call.Caller));

    protected override ValueTask<EmployerContact> WriteAsync(Commit commit, EmployerContact? before, Change<EmployerContact> change)
    {
        var (now, id, at) = (change.Now, change.Now.Id.ToString(), change.Transition.EffectiveAt.ToTimestamp());
        if (before is null)
        {
            commit
                .Add(EmployerContactStore.EmployerContactRow.Insert(now))
                .Due(ExpiryKind, id, FinnishTime.StartOf(now.ConfirmBy.AddDays(1)))
                .Fact(new EmployerContactMade { ContactId = id, Receiver = now.Receiver, Topic = now.Topic, MadeAt = at }, id);
        }
        else
        {
            commit
                .Change(before, EmployerContactStore.EmployerContactRow.Update(now))
                .Fact(new EmployerContactEnded { ContactId = id, Status = StateCode.Of(now.Status), EffectiveAt = at }, id);
        }

        if (now.Status is EmployerContactStatus.Confirmed or EmployerContactStatus.Declined)
        {
            commit.Settle(ExpiryKind, id);
        }

        commit.Transition(change.Transition);
        return ValueTask.FromResult(now);
    }

    protected override ValueTask<Proto.EmployerContact> ShowAsync(EmployerContact now, Relation relation, Call call) => ValueTask.FromResult(Shown(now));
}
