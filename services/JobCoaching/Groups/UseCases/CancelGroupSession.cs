namespace Tyokyky.JobCoaching.Groups;

/// <summary>Cancels a planned session.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class CancelGroupSession(GroupSessionChanges sessions, IBusinessClock clock)
{
    public void Validate(CancelGroupSessionRequest request, Check check) =>
        check.OptionalCode("reason", request.Reason, "group-session-cancellation-reason", clock.Today);

    public Task<CancelGroupSessionResponse> Handle(CancelGroupSessionRequest request, Call call)
    {
        return sessions.ChangeAsync(
            request,
            call,
            GroupStore.WholeSession(Guid.Parse(request.SessionId)),
            session => session.Cancel(request.Reason, request.Note, clock.Today),
            session => new CancelGroupSessionResponse { Session = session });
    }
}
