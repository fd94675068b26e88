namespace Tyokyky.JobCoaching.Groups;

/// <summary>What is told of the members of a session's day stays true until it is written: nobody joins or leaves the group meanwhile.</summary>
internal sealed class GroupAttendance(Database database)
{
    public async ValueTask KeepMembersAsync(Commit commit, GroupSession session)
    {
        var group = (await database.OneAsync(GroupStore.ById(session.GroupId), commit.Call.Cancel))!;
        commit.Fence(GroupStore.CoachingGroupRow.Fence(group)).GuardAbsence(GroupStore.OtherMembers(session));
    }
}
