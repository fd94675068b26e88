namespace Tyokyky.WorkAbilityTeam.Assessments;

/// <summary>Lists what waits, the longest first.</summary>
[Access(Team | Role.Manager)]
internal sealed class ListOpenLegs(Reader reader, IBusinessClock clock)
{
    public void Validate(ListOpenLegsRequest request, Check check) => check.OptionalCode("type", request.Type, "assessment-type", clock.Today);

    public Task<ListOpenLegsResponse> Handle(ListOpenLegsRequest request, Call call) => reader.ListAsync(
        request,
        call,
        paging => AssessmentStore.Waiting(
            call.Caller.Organisation, request.Type, request.Kind, paging.After is { } after ? (after.Day(0), after.Id(1)) : (DateOnly.MinValue, Guid.Empty),
            paging.Limit),
        one => [PagingKeys.DayKey(one.Since), one.Id.ToString()],
        one => new Touch(one.ClientId, "assessment", one.Id.ToString()),
        page => ValueTask.FromResult(new ListOpenLegsResponse { Legs = { page.Select(ToMessage) } }));

    private OpenLeg ToMessage(WaitingOne one) => new()
    {
        AssessmentId = one.Id.ToString(),
        ClientId = one.ClientId.ToString(),
        Type = one.Type,
        State = one.State,
        Kind = one.Kind,
        Since = one.Since.ToDate(),
        BusinessDays = new Leg(one.Kind, one.Since, null).WaitedOn(clock.Today),
        Performer = one.Performer,
        ReportDueOn = one.ReportDueOn?.ToDate(),
    };
}
