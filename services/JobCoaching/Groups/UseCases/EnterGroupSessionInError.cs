namespace Tyokyky.JobCoaching.Groups;

/// <summary>The session was a mistake.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class EnterGroupSessionInError(GroupSessionChanges sessions, IBusinessClock clock)
{
    public void Validate(EnterGroupSessionInErrorRequest request, Check check) => check.OptionalCode("reason", request.Reason, "error-reason", clock.Today);

    public Task<EnterGroupSessionInErrorResponse> Handle(EnterGroupSessionInErrorRequest request, Call call)
    {
        return sessions.ChangeAsync(
            request,
            call,
            GroupStore.WholeSession(Guid.Parse(request.SessionId)),
            session => session.EnterInError(request.Reason, request.Note, clock.Today),
            session => new EnterGroupSessionInErrorResponse { Session = session });
    }
}
