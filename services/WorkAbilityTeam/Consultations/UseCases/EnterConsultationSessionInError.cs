namespace Tyokyky.WorkAbilityTeam.Consultations;

/// <summary>Marks a session as a mistake.</summary>
[Access(Team, Relation.Owner)]
internal sealed class EnterConsultationSessionInError(SessionKind sessions, IBusinessClock clock)
{
    public void Validate(EnterConsultationSessionInErrorRequest request, Check check) =>
        check.OptionalCode("reason", request.Reason, "error-reason", clock.Today);

    public Task<EnterConsultationSessionInErrorResponse> Handle(EnterConsultationSessionInErrorRequest request, Call call)
    {
        return sessions.ChangeAsync(
            request,
            call,
            ConsultationStore.WholeSession(Guid.Parse(request.SessionId)),
            session => session.EnterInError(request.Reason, clock.Today),
            session => new EnterConsultationSessionInErrorResponse { Session = session });
    }
}
