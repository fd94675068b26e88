namespace Tyokyky.JobCoaching.Groups;

/// <summary>A session was held: who of its members came.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class HoldGroupSession(GroupSessionChanges sessions, GroupAttendance attendance, IBusinessClock clock)
{
    public static void Validate(HoldGroupSessionRequest request, Check check) => check.Attendance(request.Attendance);

    public Task<HoldGroupSessionResponse> Handle(HoldGroupSessionRequest request, Call call)
    {
        return sessions.ChangeAsync(
            request,
            call,
            GroupStore.WithMembersOfDay(Guid.Parse(request.SessionId)),
            async (session, commit) =>
            {
                var held = session.Hold(request.Attendance.ToDomain(), clock.Today);
                await attendance.KeepMembersAsync(commit, session);
                return held;
            },
            session => new HoldGroupSessionResponse { Session = session });
    }
}
