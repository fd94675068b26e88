using Tyokyky.JobCoaching.Coachings;
using Tyokyky.JobCoaching.Employers;

namespace Tyokyky.JobCoaching.Results;

/// <summary>Records a work trial.</summary>
[Access(Role.Coach, Relation.Owner)]
internal sealed class RecordWorkTrial(UnitOfWork unitOfWork, TimeProvider time)
{
    public Task<RecordWorkTrialResponse> Handle(RecordWorkTrialRequest request, Call call)
    {
        var (id, employerId) = (Guid.Parse(request.CoachingId), Guid.Parse(request.EmployerId));

        return unitOfWork
            .Load(
                request,
                call,
                CoachingStore.ById(id).Unguarded("a coaching that began stays begun, and results may come after its end"),
                EmployerStore.SectorOf(employerId).Unguarded("an employer once known stays known"),
                (coaching, sector) => (Coaching: coaching, Sector: sector))
            .Authorize(found => new AuditSubject(found.Coaching?.Client.Id, "coaching", id), found => found.Coaching?.RelationOf(call.Caller))
            .WriteAsync((found, commit) =>
            {
                var coaching = found.Coaching!;
                var (startedOn, endsOn) = (request.StartedOn.ToDay(), request.EndsOn.ToDay());
                var trial = new WorkTrial(Guid.CreateVersion7(time.GetUtcNow()), coaching.Id, coaching.Client.Id, employerId, startedOn, endsOn);
                coaching.MayRecordResult(trial.StartedOn);
                trial.MustEndAfterStart();
                _ = found.Sector ?? throw CoachingErrors.EmployerNotKnownYet(employerId);

                commit
                    .Add(ResultStore.WorkTrialRow.Insert(trial))
                    .Fact(FactOf(trial, coaching), trial.ClientId.ToString())
                    .LogChange(trial.ClientId, "work-trial", trial.Id);
                return ValueTask.FromResult(new RecordWorkTrialResponse { WorkTrial = trial.ToMessage() });
            });
    }

    private static WorkTrialRecorded FactOf(WorkTrial trial, Coaching coaching) => new()
    {
        WorkTrialId = trial.Id.ToString(),
        CoachingId = coaching.Id.ToString(),
        Client = coaching.Facets(),
        Organisation = coaching.Organisation,
        EmployerId = trial.EmployerId.ToString(),
        StartedOn = trial.StartedOn.ToDate(),
        EndsOn = trial.EndsOn.ToDate(),
        Referrer = coaching.ReferredBy.Fact(),
    };
}
