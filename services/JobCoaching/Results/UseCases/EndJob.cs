namespace Tyokyky.JobCoaching.Results;

/// <summary>Records the end of a job.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class EndJob(ResultKind results, IBusinessClock clock)
{
    public void Validate(EndJobRequest request, Check check) => check.OptionalCode("reason", request.Reason, "job-end-reason", clock.CodeDay(request.EndedOn));

    public Task<EndJobResponse> Handle(EndJobRequest request, Call call)
    {
        Result? ended = null;

        return results.ChangeAsync(
            request,
            call,
            ResultStore.Whole(Guid.Parse(request.JobId)),
            result =>
            {
                result.MustBeJob();
                var change = result.End(request.EndedOn.ToDay(), request.Reason, "");
                ended = change.Result.At(result.Version + 1);
                return change;
            },
            _ => new EndJobResponse { Job = ended!.ToJob() });
    }
}
