namespace Tyokyky.Referrals.UseCases;

/// <summary>Records whether the client accepts a named person.</summary>
[Access(Workers, Shared)]
[Access(Role.Client, Relation.Client)]
internal sealed class RecordClientAcceptance(ResponsibilityChange change, IBusinessClock clock)
{
    public Task<RecordClientAcceptanceResponse> Handle(RecordClientAcceptanceRequest request, Call call)
    {
        return change.Do(
            request.ResponsibilityId,
            request.Etag,
            request,
            call,
            person => person.Answer(request.Accepted, clock.DayOrToday("answered_on", request.AnsweredOn), clock.Today),
            person => new RecordClientAcceptanceResponse { Person = person });
    }
}
