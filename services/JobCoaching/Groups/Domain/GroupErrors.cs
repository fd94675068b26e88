using System.Globalization;

namespace Tyokyky.JobCoaching.Groups;

/// <summary>How groups and their sessions refuse.</summary>
internal static class GroupErrors
{
    public static DomainException Blocked(string reason, CoachingGroup group) =>
        new(ErrorKind.FailedPrecondition, reason, $"The group is {StateCode.Of(group.State)}.", ("group_state", StateCode.Of(group.State)))
        {
            Preconditions = [new Precondition("GROUP_STATE", group.Id.ToString(), reason)],
        };

    public static DomainException Blocked(string reason, GroupSession session) =>
        new(ErrorKind.FailedPrecondition, reason, $"The session is {StateCode.Of(session.State)}.", ("session_state", StateCode.Of(session.State)))
        {
            Preconditions = [new Precondition("SESSION_STATE", session.Id.ToString(), reason)],
        };

    public static DomainException AlreadyAMember(Guid memberId) =>
        new(ErrorKind.AlreadyExists, "ALREADY_A_MEMBER", "The client is in the group already.", ("member_id", memberId.ToString()));

    public static DomainException AttendanceIncomplete(Guid memberId) => DomainException.Field(
        "attendance", "ATTENDANCE_INCOMPLETE", "the attendance of every member of that day", ("member_id", memberId.ToString()));

    public static DomainException DayBefore(string reason, string field, string of, DateOnly notBefore) =>
        DomainException.Field(field, reason, $"a day not before {of}", ("not_before", notBefore.ToString("O", CultureInfo.InvariantCulture)));
}
