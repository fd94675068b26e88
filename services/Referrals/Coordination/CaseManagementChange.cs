using Tyokyky.Referrals.Clients;

namespace Tyokyky.Referrals.Coordination;

/// <summary>What naming a case manager writes, for one client or for many.</summary>
internal sealed class CaseManagementChange(ICaseManagementFollowers followers)
{
    /// <param name="namingId">The work-ability team's naming that it follows; empty: none.</param>
    public void Write(Commit commit, CaseManagement before, (CaseManagement Now, Transition Transition) change, string namingId = "")
    {
        var (id, next) = (before.ClientId, change.Now.Current!);
        if (before.Current is { } last)
        {
            followers.Follow(commit, id, last, next);
        }

        Guard(commit, before)
            .Add(CoordinationStore.Insert(before, next))
            .Transition(change.Transition)
            .Fact(Appointed(id, next, change.Transition.Reason, namingId), id.ToString())
            .LogChange(id, before.ObjectType, id);
    }

    public static CaseManagerAppointed Appointed(Guid clientId, Appointment appointment, string reason, string namingId) => new()
    {
        ClientId = clientId.ToString(),
        Organisation = appointment.Organisation,
        FromDay = appointment.FromDay.ToDate(),
        Reason = reason,
        Programme = appointment.Programme,
        NamingId = namingId,
    };

    // The first one of all that a person has, whichever of the person's ids two callers go by.
    private static Commit Guard(Commit commit, CaseManagement before) => before.Version > 0
        ? commit.Change(before, CoordinationStore.Bump(before))
        : commit
            .Lock(ClientLocks.Change(ClientLocks.CaseManagement, before.ClientId))
            .GuardAbsence(CoordinationStore.AnyOf(before.ClientId))
            .Guard(CoordinationStore.Begin(before));
}
