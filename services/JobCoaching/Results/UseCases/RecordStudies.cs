namespace Tyokyky.JobCoaching.Results;

/// <summary>Records studies that began.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class RecordStudies(ResultRecording recording, IBusinessClock clock)
{
    public void Validate(RecordStudiesRequest request, Check check) => check
        .CoachingOrClient(request.CoachingId, request.ClientId, request.Programme)
        .OptionalCode("level", request.Level, "study-level", clock.CodeDay(request.StartedOn));

    public Task<RecordStudiesResponse> Handle(RecordStudiesRequest request, Call call)
    {
        var details = new ResultDetails { StartedOn = request.StartedOn.ToDay(), Code = request.Level };

        return recording.RecordAsync(
            request,
            call,
            new NewResult(Ids.Optional(request.CoachingId), Ids.Optional(request.ClientId), request.Programme, ResultType.Studies, new(details, null)),
            studies => new RecordStudiesResponse { Studies = studies.ToStudies() });
    }
}
