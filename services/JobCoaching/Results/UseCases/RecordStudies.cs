using Tyokyky.JobCoaching.Coachings;

namespace Tyokyky.JobCoaching.Results;

/// <summary>Records studies that began.</summary>
[Access(Role.Coach, Relation.Owner)]
internal sealed class RecordStudies(UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(RecordStudiesRequest request, Check check) =>
        check.OptionalCode("level", request.Level, "study-level", clock.CodeDay(request.StartedOn));

    public Task<RecordStudiesResponse> Handle(RecordStudiesRequest request, Call call)
    {
        var id = Guid.Parse(request.CoachingId);

        return unitOfWork
            .Load(request, call, CoachingStore.ById(id).Unguarded("a coaching that began stays begun, and results may come after its end"))
            .Authorize(coaching => new AuditSubject(coaching?.Client.Id, "coaching", id), coaching => coaching?.RelationOf(call.Caller))
            .WriteAsync((coaching, commit) =>
            {
                var studies = new Studies(Guid.CreateVersion7(time.GetUtcNow()), coaching!.Id, coaching.Client.Id, request.Level, request.StartedOn.ToDay());
                coaching.MayRecordResult(studies.StartedOn);

                commit
                    .Add(ResultStore.StudiesRow.Insert(studies))
                    .Fact(FactOf(studies, coaching), studies.ClientId.ToString())
                    .LogChange(studies.ClientId, "studies", studies.Id);
                return ValueTask.FromResult(new RecordStudiesResponse { Studies = studies.ToMessage() });
            });
    }

    private static StudiesRecorded FactOf(Studies studies, Coaching coaching) => new()
    {
        StudiesId = studies.Id.ToString(),
        CoachingId = coaching.Id.ToString(),
        Client = coaching.Facets(),
        Organisation = coaching.Organisation,
        Level = studies.Level,
        StartedOn = studies.StartedOn.ToDate(),
        Referrer = coaching.ReferredBy.Fact(),
    };
}
