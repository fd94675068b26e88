namespace Tyokyky.JobCoaching.BenefitsCounselling;

/// <summary>Lists the organisation's jobs that no counselling came before.</summary>
[Access(Role.Coach | Role.Coordinator)]
internal sealed class ListJobsWithoutCounselling(Reader reader)
{
    public static void Validate(ListJobsWithoutCounsellingRequest request, Check check) => check.OptionalPeriod(request.FromDay, request.ToDay);

    public Task<ListJobsWithoutCounsellingResponse> Handle(ListJobsWithoutCounsellingRequest request, Call call)
    {
        return reader.ListAsync(
            request,
            call,
            paging => CounsellingStore.JobsWithout(
                call.Caller.Organisation, request.FromDay?.ToDay(), request.ToDay?.ToDay(), paging.BeforeDay(), paging.BeforeId(), paging.Limit),
            job => [PagingKeys.DayKey(job.StartedOn), job.Id.ToString()],
            job => new Touch(job.ClientId, "result", job.Id.ToString()),
            page => ValueTask.FromResult(new ListJobsWithoutCounsellingResponse { Jobs = { page.Select(ToMessage) } }));
    }

    private static UncounselledJob ToMessage(JobWithout job) => new()
    {
        JobId = job.Id.ToString(),
        CoachingId = job.CoachingId?.ToString() ?? "",
        ClientId = job.ClientId.ToString(),
        StartedOn = job.StartedOn.ToDate(),
    };
}
