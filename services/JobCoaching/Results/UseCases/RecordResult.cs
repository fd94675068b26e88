namespace Tyokyky.JobCoaching.Results;

/// <summary>Records a result of any kind.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class RecordResult(ResultRecording recording, IBusinessClock clock)
{
    public void Validate(RecordResultRequest request, Check check) => check
        .CoachingOrClient(request.CoachingId, request.ClientId, request.Programme)
        .Result(request.Type, request.Details, clock);

    public Task<RecordResultResponse> Handle(RecordResultRequest request, Call call)
    {
        return recording.RecordAsync(
            request,
            call,
            new NewResult(
                Ids.Optional(request.CoachingId), Ids.Optional(request.ClientId), request.Programme,
                request.Type, request.Details.ToDomain(request.Type), "details."),
            result => new RecordResultResponse { Result = result.ToMessage() });
    }
}
