namespace Tyokyky.JobCoaching.Groups;

/// <summary>Tells the attendance of a held session anew.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class CorrectGroupAttendance(GroupSessionChanges sessions, GroupAttendance attendance, IBusinessClock clock)
{
    public void Validate(CorrectGroupAttendanceRequest request, Check check) => check
        .Attendance(request.Attendance)
        .OptionalCode("reason", request.Reason, "correction-reason", clock.Today);

    public Task<CorrectGroupAttendanceResponse> Handle(CorrectGroupAttendanceRequest request, Call call)
    {
        return sessions.ChangeAsync(
            request,
            call,
            GroupStore.WithMembersOfDay(Guid.Parse(request.SessionId)),
            async (session, commit) =>
            {
                var corrected = session.Correct(request.Attendance.ToDomain(), request.Reason);
                await attendance.KeepMembersAsync(commit, session);
                return corrected;
            },
            session => new CorrectGroupAttendanceResponse { Session = session });
    }
}
