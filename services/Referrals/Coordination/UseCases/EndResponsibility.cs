namespace Tyokyky.Referrals.Coordination;

/// <summary>Ends a named person's responsibility.</summary>
[Access(Workers, Shared)]
internal sealed class EndResponsibility(ResponsibilityKind responsibilities, IBusinessClock clock)
{
    public void Validate(EndResponsibilityRequest request, Check check) => check
        .OptionalCode("reason", request.Reason, "responsibility-end-reason", clock.CodeDay(request.ToDay));

    public Task<EndResponsibilityResponse> Handle(EndResponsibilityRequest request, Call call)
    {
        return responsibilities.ChangeAsync(
            request,
            call,
            ResponsibilityStore.Whole(Guid.Parse(request.ResponsibilityId)),
            person => person.End(request.Reason, clock.DayOrToday("to_day", request.ToDay), clock.Today),
            person => new EndResponsibilityResponse { Person = person });
    }
}
