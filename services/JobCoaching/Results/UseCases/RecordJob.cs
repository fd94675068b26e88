namespace Tyokyky.JobCoaching.Results;

/// <summary>Records a job with an employer that EmployerRelations knows.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class RecordJob(ResultRecording recording)
{
    public static void Validate(RecordJobRequest request, Check check) => check
        .CoachingOrClient(request.CoachingId, request.ClientId, request.Programme)
        .WeeklyHours(request.WeeklyHours)
        .Occupation("occupation", request.Occupation);

    public Task<RecordJobResponse> Handle(RecordJobRequest request, Call call)
    {
        var details = new ResultDetails
        {
            StartedOn = request.StartedOn.ToDay(),
            EmployerId = Guid.Parse(request.EmployerId),
            Place = request.Workplace,
        };
        var work = new ResultWork(
            request.Contract, request.WeeklyHours, request.WorkingTime, request.Occupation, request.OpenLabourMarket, request.PaySubsidised);
        var type = request.Kind == JobKind.Apprenticeship ? ResultType.Apprenticeship : ResultType.Employment;

        return recording.RecordAsync(
            request,
            call,
            new NewResult(Ids.Optional(request.CoachingId), Ids.Optional(request.ClientId), request.Programme, type, new(details, work)),
            job => new RecordJobResponse { Job = job.ToJob() });
    }
}
