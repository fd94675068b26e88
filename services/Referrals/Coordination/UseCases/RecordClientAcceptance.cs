namespace Tyokyky.Referrals.Coordination;

/// <summary>Records whether the client accepts a named person.</summary>
[Access(Workers, Shared)]
[Access(Role.Client, Relation.Client)]
internal sealed class RecordClientAcceptance(ResponsibilityKind responsibilities, IBusinessClock clock)
{
    public Task<RecordClientAcceptanceResponse> Handle(RecordClientAcceptanceRequest request, Call call)
    {
        return responsibilities.ChangeAsync(
            request,
            call,
            ResponsibilityStore.Whole(Guid.Parse(request.ResponsibilityId)),
            person => person.Answer(request.Accepted, clock.DayOrToday("answered_on", request.AnsweredOn), clock.Today),
            person => new RecordClientAcceptanceResponse { Person = person });
    }
}
