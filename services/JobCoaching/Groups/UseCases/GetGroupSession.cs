namespace Tyokyky.JobCoaching.Groups;

/// <summary>Reads a session with its attendance; each client shown has a row in the access log.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class GetGroupSession(Reader reader, AccessLog accessLog)
{
    public Task<GetGroupSessionResponse> Handle(GetGroupSessionRequest request, Call call)
    {
        var id = Guid.Parse(request.SessionId);
        return reader
            .Load(
                call, GroupStore.Session(id), GroupStore.AttendanceOf(id),
                (session, attendance) => session is null ? null : session with { Attendance = attendance! })
            .Authorize(_ => new AuditSubject(null, "coaching-group-session", id), session => session?.RelationOf(call.Caller))
            .AnswerAsync(async (session, _) =>
            {
                await accessLog.ReadAsync(call, [.. session!.Attendance.Select(one => new Touch(one.Client.Id, session.ObjectType, session.Id.ToString()))]);
                return new GetGroupSessionResponse { Session = session.ToMessage() };
            });
    }
}
