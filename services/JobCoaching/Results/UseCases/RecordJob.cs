using Tyokyky.JobCoaching.Coachings;
using Tyokyky.JobCoaching.Employers;

namespace Tyokyky.JobCoaching.Results;

/// <summary>Records a job with an employer that EmployerRelations knows.</summary>
[Access(Role.Coach, Relation.Owner)]
internal sealed class RecordJob(JobResultKind jobs, UnitOfWork unitOfWork, TimeProvider time)
{
    public static void Validate(RecordJobRequest request, Check check) => check
        .That(request.WeeklyHours is >= 1 and <= 60, "weekly_hours", "WEEKLY_HOURS_OUT_OF_RANGE", "1 to 60 hours a week")
        .Occupation("occupation", request.Occupation);

    public Task<RecordJobResponse> Handle(RecordJobRequest request, Call call)
    {
        var (id, employerId) = (Guid.Parse(request.CoachingId), Guid.Parse(request.EmployerId));

        return unitOfWork
            .Load(
                request,
                call,
                CoachingStore.ById(id).Unguarded("a coaching that began stays begun, and results may come after its end"),
                EmployerStore.SectorOf(employerId).Unguarded("a job keeps the sector that was known when it was recorded"),
                (coaching, sector) => (Coaching: coaching, Sector: sector))
            .Authorize(found => new AuditSubject(found.Coaching?.Client.Id, "coaching", id), found => found.Coaching?.RelationOf(call.Caller))
            .WriteAsync(async (found, commit) =>
            {
                var coaching = found.Coaching!;
                coaching.MayRecordResult(request.StartedOn.ToDay());
                var job = Compose(request, coaching, found.Sector ?? throw CoachingErrors.EmployerNotKnownYet(employerId));

                await jobs.ApplyAsync(commit, null, (job, job.Recorded()));
                commit.Fact(FactOf(job, coaching), job.ClientId.ToString());
                return new RecordJobResponse { Job = job.ToMessage() };
            });
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
        Referrer = coaching.ReferredBy.Fact(),
    };
}
