namespace Tyokyky.JobCoaching.Caseloads;

/// <summary>Lists the coaches of the caller's organisation with whom they have now, and tells who has too many.</summary>
[Access(Role.Coach | Role.Coordinator | Role.Manager)]
internal sealed class ListCaseloads(Reader reader, IBusinessClock clock)
{
    public Task<ListCaseloadsResponse> Handle(ListCaseloadsRequest request, Call call)
    {
        var limits = CoachingLimits.On(clock.Today);

        return reader.ListAsync(
            request,
            call,
            paging => CaseloadStore.Loads(
                call.Caller.Organisation, request.Coach, request.OverLimit ? limits.Caseload : 0, paging.After?[0] ?? "", paging.Limit),
            load => [load.Coach],
            _ => null,
            page => ValueTask.FromResult(new ListCaseloadsResponse { Caseloads = { page.Select(load => load.ToMessage(limits)) } }));
    }
}
