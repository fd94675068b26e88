using Google.Protobuf.WellKnownTypes;

namespace Tyokyky.Referrals.UseCases;

/// <summary>How an employer's contact ends, whoever ends it.</summary>
internal static class EmployerContactEnd
{
    public static Commit Ended(this Commit commit, EmployerContact before, EmployerContact ended, DateTimeOffset at)
    {
        if (before.ClientId is { } client)
        {
            commit.LogChange(client, ended.ObjectType, ended.Id);
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
