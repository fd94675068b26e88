namespace Tyokyky.JobCoaching.UseCases;

/// <summary>Records the end of a job.</summary>
[Access(Role.Coach, Relation.Owner)]
internal sealed class EndJob(UnitOfWork unitOfWork, IBusinessClock clock)
{
    public void Validate(EndJobRequest request, Check check) => check.OptionalCode("reason", request.Reason, "job-end-reason", clock.CodeDay(request.EndedOn));

    public async Task<EndJobResponse> Handle(EndJobRequest request, Call call)
    {
        var job = await unitOfWork.LoadAsync(call, request, ResultStore.Job(Guid.Parse(request.JobId)));
        call.SetAuditSubject(job?.ClientId.ToString(), "job", request.JobId);
        call.Authorize(job, job?.RelationOf(call.Caller));
        if (call.Replay<EndJobResponse>() is { } done)
        {
            return done;
        }

        call.MustMatch(request.Etag, job.Etag);
        var (ended, transition) = job.End(request.EndedOn.ToDay(), request.Reason);

        return await unitOfWork.Commit(call, request)
            .Guard(ResultStore.End(ended))
            .Transition(transition)
            .Fact(
                new JobEnded { JobId = request.JobId, ClientId = ended.ClientId.ToString(), Reason = ended.EndReason, EndedOn = request.EndedOn },
                ended.ClientId.ToString())
            .LogChange(ended.ClientId, ended.ObjectType, ended.Id)
            .SaveAsync(new EndJobResponse { Job = ended.ToMessage() });
    }
}
