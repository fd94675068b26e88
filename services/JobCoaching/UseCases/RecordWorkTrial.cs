namespace Tyokyky.JobCoaching.UseCases;

/// <summary>Records a work trial.</summary>
[Access(Role.Coach, Relation.Owner)]
internal sealed class RecordWorkTrial(UnitOfWork unitOfWork, TimeProvider time)
{
    public async Task<RecordWorkTrialResponse> Handle(RecordWorkTrialRequest request, Call call)
    {
        var employerId = Guid.Parse(request.EmployerId);

        var (coaching, sector) = await unitOfWork.LoadAsync(call, request, CoachingStore.ById(Guid.Parse(request.CoachingId)), EmployerStore.SectorOf(employerId));
        call.SetAuditSubject(coaching?.Client.Id.ToString(), "coaching", request.CoachingId);
        call.Authorize(coaching, coaching?.RelationOf(call.Caller));
        if (call.Replay<RecordWorkTrialResponse>() is { } done)
        {
            return done;
        }

        var trial = new WorkTrial(Guid.CreateVersion7(time.GetUtcNow()), coaching.Id, coaching.Client.Id, employerId, request.StartedOn.ToDay(), request.EndsOn.ToDay());
        coaching.MayRecordResult(trial.StartedOn);
        trial.MustEndAfterStart();
        _ = sector ?? throw CoachingErrors.EmployerNotKnownYet(employerId);

        return await unitOfWork.Commit(call, request)
            .Add(ResultStore.Insert(trial))
            .Fact(
                new WorkTrialRecorded
                {
                    WorkTrialId = trial.Id.ToString(),
                    CoachingId = request.CoachingId,
                    Client = coaching.Facets(),
                    Organisation = coaching.Organisation,
                    EmployerId = request.EmployerId,
                    StartedOn = request.StartedOn,
                    EndsOn = request.EndsOn,
                },
                trial.ClientId.ToString())
            .LogChange(trial.ClientId, "work-trial", trial.Id)
            .SaveAsync(new RecordWorkTrialResponse { WorkTrial = trial.ToMessage() });
    }
}
