namespace Tyokyky.JobCoaching.UseCases;

/// <summary>Records a job with an employer that EmployerRelations knows.</summary>
[Access(Role.Coach, Relation.Owner)]
internal sealed class RecordJob(UnitOfWork unitOfWork, TimeProvider time)
{
    public static void Validate(RecordJobRequest request, Check check) => check
        .That(request.WeeklyHours is >= 1 and <= 60, "weekly_hours", "WEEKLY_HOURS_OUT_OF_RANGE", "1 to 60 hours a week")
        .Occupation("occupation", request.Occupation);

    public async Task<RecordJobResponse> Handle(RecordJobRequest request, Call call)
    {
        var employerId = Guid.Parse(request.EmployerId);

        var (coaching, sector) = await unitOfWork.LoadAsync(call, request, CoachingStore.ById(Guid.Parse(request.CoachingId)), EmployerStore.SectorOf(employerId));
        call.SetAuditSubject(coaching?.Client.Id.ToString(), "coaching", request.CoachingId);
        call.Authorize(coaching, coaching?.RelationOf(call.Caller));
        if (call.Replay<RecordJobResponse>() is { } done)
        {
            return done;
        }

        coaching.MayRecordResult(request.StartedOn.ToDay());
        var job = Compose(request, coaching, sector ?? throw CoachingErrors.EmployerNotKnownYet(employerId));

        return await unitOfWork.Commit(call, request)
            .Add(ResultStore.Insert(job))
            .Transition(job.Recorded())
            .Fact(FactOf(job, coaching), job.ClientId.ToString())
            .LogChange(job.ClientId, job.ObjectType, job.Id)
            .SaveAsync(new RecordJobResponse { Job = job.ToMessage() });
    }

    private Job Compose(RecordJobRequest request, Coaching coaching, string sector) => new()
    {
        Id = Guid.CreateVersion7(time.GetUtcNow()),
        CoachingId = coaching.Id,
        ClientId = coaching.Client.Id,
        Organisation = coaching.Organisation,
        EmployerId = Guid.Parse(request.EmployerId),
        Sector = sector,
        Kind = request.Kind,
        OpenLabourMarket = request.OpenLabourMarket,
        Contract = request.Contract,
        WeeklyHours = request.WeeklyHours,
        Occupation = request.Occupation,
        PaySubsidised = request.PaySubsidised,
        StartedOn = request.StartedOn.ToDay(),
    };

    private static JobRecorded FactOf(Job job, Coaching coaching) => new()
    {
        JobId = job.Id.ToString(),
        CoachingId = job.CoachingId.ToString(),
        Client = coaching.Facets(),
        Organisation = job.Organisation,
        EmployerId = job.EmployerId.ToString(),
        Sector = job.Sector,
        Kind = job.Kind == JobKind.Apprenticeship ? "apprenticeship" : "employment",
        PaySubsidised = job.PaySubsidised,
        OpenLabourMarket = job.OpenLabourMarket,
        Contract = job.Contract == Contract.Permanent ? "permanent" : "fixed-term",
        WeeklyHours = job.WeeklyHours,
        Occupation = job.Occupation,
        StartedOn = job.StartedOn.ToDate(),
    };
}
