namespace Tyokyky.JobCoaching.Results;

/// <summary>Records a work trial.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class RecordWorkTrial(ResultRecording recording)
{
    public static void Validate(RecordWorkTrialRequest request, Check check) => check
        .CoachingOrClient(request.CoachingId, request.ClientId, request.Programme)
        .OptionalPeriod(request.StartedOn, request.EndsOn, "started_on", "ends_on", "DAY_BEFORE_START");

    public Task<RecordWorkTrialResponse> Handle(RecordWorkTrialRequest request, Call call)
    {
        var details = new ResultDetails
        {
            StartedOn = request.StartedOn.ToDay(),
            EndsOn = request.EndsOn.ToDay(),
            EmployerId = Guid.Parse(request.EmployerId),
        };

        return recording.RecordAsync(
            request,
            call,
            new NewResult(
                Ids.Optional(request.CoachingId), Ids.Optional(request.ClientId), request.Programme, ResultType.WorkTrial, new(details, null)),
            trial => new RecordWorkTrialResponse { WorkTrial = trial.ToWorkTrial() });
    }
}
