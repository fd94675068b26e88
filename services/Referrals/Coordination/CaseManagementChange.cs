using Tyokyky.Referrals.Clients;

namespace Tyokyky.Referrals.Coordination;

/// <summary>What naming a case manager writes, for one client or for many.</summary>
internal sealed class CaseManagementChange(ICaseManagementFollowers followers)
{
    public void Write(Commit commit, CaseManagement before, (CaseManagement Now, Transition Transition) change)
    {
        var (id, next) = (before.ClientId, change.Now.Current!);
        if (before.Current is { } last)
        {
            followers.Follow(commit, id, last, next);
        }

        Guard(commit, before)
            .Add(CoordinationStore.Insert(before, next))
            .Transition(change.Transition)
            .Fact(
                new CaseManagerAppointed
                {
                    ClientId = id.ToString(),
                    Organisation = next.Organisation,
                    FromDay = next.FromDay.ToDate(),
                    Reason = change.Transition.Reason,
                    Programme = next.Programme,
                },
                id.ToString())
            .LogChange(id, before.ObjectType, id);
    }

    // The first one of all that a person has, whichever of the person's ids two callers go by.
    private static Commit Guard(Commit commit, CaseManagement before) => before.Version > 0
        ? commit.Change(before, CoordinationStore.Bump(before))
        : commit
            .Lock(ClientLocks.Change(ClientLocks.CaseManagement, before.ClientId))
            .GuardAbsence(CoordinationStore.AnyOf(before.ClientId))
            .Guard(CoordinationStore.Begin(before));
}
