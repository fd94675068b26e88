namespace Tyokyky.JobCoaching.Caseloads;

/// <summary>Lists working time of the caller's organisation, newest day first.</summary>
[Access(Role.Coach | Role.Coordinator | Role.Manager)]
internal sealed class ListCoachTime(Reader reader)
{
    public static void Validate(ListCoachTimeRequest request, Check check) => check.OptionalPeriod(request.FromDay, request.ToDay);

    public Task<ListCoachTimeResponse> Handle(ListCoachTimeRequest request, Call call)
    {
        return reader.ListAsync(
            request,
            call,
            paging => CaseloadStore.Times(
                call.Caller.Organisation, request.Coach, request.FromDay?.ToDay() ?? DateOnly.MinValue, request.ToDay?.ToDay() ?? DateOnly.MaxValue,
                (paging.BeforeDay(), paging.BeforeId()), paging.Limit),
            worked => [PagingKeys.DayKey(worked.WorkedOn), worked.Id.ToString()],
            _ => null,
            page => ValueTask.FromResult(new ListCoachTimeResponse { Entries = { page.Select(worked => worked.ToMessage()) } }));
    }
}
