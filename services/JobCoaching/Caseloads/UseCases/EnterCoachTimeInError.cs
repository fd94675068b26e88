namespace Tyokyky.JobCoaching.Caseloads;

/// <summary>Marks an entry of working time as a mistake.</summary>
[Access(Role.Coach, Relation.Owner)]
internal sealed class EnterCoachTimeInError(WorkedTimeKind times, IBusinessClock clock)
{
    public void Validate(EnterCoachTimeInErrorRequest request, Check check) => check.OptionalCode("reason", request.Reason, "error-reason", clock.Today);

    public Task<EnterCoachTimeInErrorResponse> Handle(EnterCoachTimeInErrorRequest request, Call call)
    {
        return times.ChangeAsync(
            request,
            call,
            CaseloadStore.WholeTime(Guid.Parse(request.CoachTimeId)),
            worked => worked.EnterInError(request.Reason, clock.Today),
            worked => new EnterCoachTimeInErrorResponse { CoachTime = worked });
    }
}
