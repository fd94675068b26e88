namespace Tyokyky.JobCoaching.Results;

/// <summary>Records the end of a job.</summary>
[Access(Role.Coach, Relation.Owner)]
internal sealed class EndJob(JobResultKind jobs, IBusinessClock clock)
{
    public void Validate(EndJobRequest request, Check check) => check.OptionalCode("reason", request.Reason, "job-end-reason", clock.CodeDay(request.EndedOn));

    public Task<EndJobResponse> Handle(EndJobRequest request, Call call)
    {
        return jobs.ChangeAsync(
            request,
            call,
            ResultStore.Job(Guid.Parse(request.JobId)),
            job => job.End(request.EndedOn.ToDay(), request.Reason),
            job => new EndJobResponse { Job = job });
    }
}
