using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.UseCases;

/// <summary>Ends a named person's responsibility.</summary>
[Access(Workers, Shared)]
internal sealed class EndResponsibility(ResponsibilityChange change, IBusinessClock clock)
{
    public Task<EndResponsibilityResponse> Handle(EndResponsibilityRequest request, Call call)
    {
        Check.Shape(check => check.Uuid("responsibility_id", request.ResponsibilityId)
            .Code("reason", request.Reason, "responsibility-end-reason", clock.CodeDay(request.ToDay))
            .OptionalDay("to_day", request.ToDay));
        return change.Do(
            request.ResponsibilityId,
            request.Etag,
            request,
            call,
            person => person.End(request.Reason, clock.DayOrToday("to_day", request.ToDay), clock.Today),
            person => new EndResponsibilityResponse { Person = person });
    }
}
