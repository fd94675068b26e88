namespace Tyokyky.Referrals.UseCases;

/// <summary>Ends a named person's responsibility.</summary>
[Access(Workers, Shared)]
internal sealed class EndResponsibility(ResponsibilityChange change, IBusinessClock clock)
{
    public void Validate(EndResponsibilityRequest request, Check check) => check.OptionalCode("reason", request.Reason, "responsibility-end-reason", clock.CodeDay(request.ToDay));

    public Task<EndResponsibilityResponse> Handle(EndResponsibilityRequest request, Call call)
    {
        return change.Do(
            request.ResponsibilityId,
            request.Etag,
            request,
            call,
            person => person.End(request.Reason, clock.DayOrToday("to_day", request.ToDay), clock.Today),
            person => new EndResponsibilityResponse { Person = person });
    }
}
