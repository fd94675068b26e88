using static Tyokyky.JobCoaching.Common.FactParts;

namespace Tyokyky.JobCoaching.Groups;

/// <summary>Groups and sessions as messages, and what requests say of them.</summary>
internal static class GroupMessages
{
    public static Proto.CoachingGroup ToMessage(this CoachingGroup group) => new()
    {
        GroupId = group.Id.ToString(),
        Organisation = group.Organisation,
        State = group.State,
        Details = new GroupDetails
        {
            Name = group.Told.Name,
            Kind = group.Told.Kind,
            Programme = group.Told.Programme,
            Place = group.Told.Place,
            Capacity = group.Told.Capacity,
            Leader = group.Told.Leader,
            LeaderName = group.Told.LeaderName,
            FromDay = group.Told.From.ToDate(),
            ToDay = group.Told.Until?.ToDate(),
        },
        Members = group.Members,
        EndedOn = group.EndedOn?.ToDate(),
        ErrorReason = group.ErrorReason,
        Etag = group.Etag,
    };

    public static ClientGroupMember ToMessage(this GroupMember member) => new()
    {
        MemberId = member.Id.ToString(),
        GroupId = member.GroupId.ToString(),
        ClientId = member.Client.Id.ToString(),
        CoachingId = Text(member.CoachingId),
        JoinedOn = member.JoinedOn.ToDate(),
        LeftOn = member.LeftOn?.ToDate(),
        LeaveReason = member.LeaveReason,
        Present = member.Present,
        AbsentWithNotice = member.AbsentWithNotice,
        AbsentWithoutNotice = member.AbsentWithoutNotice,
        ErrorReason = member.ErrorReason,
    };

    public static Proto.GroupSession ToMessage(this GroupSession session) => new()
    {
        SessionId = session.Id.ToString(),
        GroupId = session.GroupId.ToString(),
        Organisation = session.Organisation,
        State = session.State,
        OnDay = session.On.ToDate(),
        Minutes = session.Minutes,
        Place = session.Place,
        Topic = session.Topic,
        Attendance =
        {
            session.Attendance.Select(one => new MemberAttendance
            {
                MemberId = one.MemberId.ToString(),
                Attendance = one.Attendance,
                ClientId = one.Client.Id.ToString(),
            }),
        },
        Present = session.Present,
        AbsentWithNotice = session.AbsentWithNotice,
        AbsentWithoutNotice = session.AbsentWithoutNotice,
        CancellationReason = session.CancellationReason,
        ErrorReason = session.ErrorReason,
        Etag = session.Etag,
    };

    public static GroupTold ToDomain(this GroupDetails told) => new(
        told.Name, told.Kind, told.Programme, told.Place, told.Capacity, told.Leader, told.LeaderName, told.FromDay.ToDay(), told.ToDay?.ToDay());

    public static Dictionary<Guid, Attendance> ToDomain(this IEnumerable<MemberAttendance> told) =>
        told.ToDictionary(one => Guid.Parse(one.MemberId), one => one.Attendance);
}
