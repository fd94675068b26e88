namespace Tyokyky.Referrals.Needs;

/// <summary>A screening was recorded by mistake.</summary>
[Access(Workers, Relation.Owner)]
internal sealed class EnterScreeningInError(ScreeningView view, UnitOfWork unitOfWork, IBusinessClock clock)
{
    public void Validate(EnterScreeningInErrorRequest request, Check check) => check.OptionalCode("reason", request.Reason, "error-reason", clock.Today);

    public Task<EnterScreeningInErrorResponse> Handle(EnterScreeningInErrorRequest request, Call call)
    {
        var id = Guid.Parse(request.ScreeningId);

        return unitOfWork
            .Load(request, call, ScreeningStore.ById(id).Fenced(ScreeningStore.ScreeningRow.Fence))
            .Authorize(screening => new AuditSubject(screening?.ClientId, "screening", id), screening => screening?.RelationOf(call.Caller))
            .Match(screening => screening!.Etag)
            .WriteAsync(async (screening, commit) =>
            {
                var (mistake, transition) = screening!.EnterInError(request.Reason, clock.Now);
                commit
                    .Change(screening, ScreeningStore.ScreeningRow.Update(mistake))
                    .Transition(transition)
                    .Fact(FactOf(mistake), mistake.ClientId.ToString())
                    .LogChange(mistake.ClientId, mistake.ObjectType, mistake.Id);
                return new EnterScreeningInErrorResponse { Screening = await view.Of(mistake.At(screening.Version + 1), call) };
            });
    }

    private static ScreeningEnteredInError FactOf(Screening screening) =>
        new() { ScreeningId = screening.Id.ToString(), ClientId = screening.ClientId.ToString(), Reason = screening.ErrorReason };
}
