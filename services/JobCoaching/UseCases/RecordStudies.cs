namespace Tyokyky.JobCoaching.UseCases;

/// <summary>Records studies that began.</summary>
[Access(Role.Coach, Relation.Owner)]
internal sealed class RecordStudies(UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(RecordStudiesRequest request, Check check) => check.OptionalCode("level", request.Level, "study-level", clock.CodeDay(request.StartedOn));

    public async Task<RecordStudiesResponse> Handle(RecordStudiesRequest request, Call call)
    {
        var coaching = await unitOfWork.LoadAsync(call, request, CoachingStore.ById(Guid.Parse(request.CoachingId)));
        call.SetAuditSubject(coaching?.Client.Id.ToString(), "coaching", request.CoachingId);
        call.Authorize(coaching, coaching?.RelationOf(call.Caller));
        if (call.Replay<RecordStudiesResponse>() is { } done)
        {
            return done;
        }

        var studies = new Studies(Guid.CreateVersion7(time.GetUtcNow()), coaching.Id, coaching.Client.Id, request.Level, request.StartedOn.ToDay());
        coaching.MayRecordResult(studies.StartedOn);

        return await unitOfWork.Commit(call, request)
            .Add(ResultStore.Insert(studies))
            .Fact(
                new StudiesRecorded
                {
                    StudiesId = studies.Id.ToString(),
                    CoachingId = request.CoachingId,
                    Client = coaching.Facets(),
                    Organisation = coaching.Organisation,
                    Level = studies.Level,
                    StartedOn = request.StartedOn,
                },
                studies.ClientId.ToString())
            .LogChange(studies.ClientId, "studies", studies.Id)
            .SaveAsync(new RecordStudiesResponse { Studies = studies.ToMessage() });
    }
}
