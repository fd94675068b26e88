using Tyokyky.JobCoaching.Coachings;
using Tyokyky.JobCoaching.Employers;

namespace Tyokyky.JobCoaching.Results;

/// <summary>Tells a result anew as it was.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class CorrectResult(ResultKind results, ResultRecording recording, Database database, IBusinessClock clock)
{
    public void Validate(CorrectResultRequest request, Check check) => check.OptionalCode("reason", request.Reason, "correction-reason", clock.Today);

    public Task<CorrectResultResponse> Handle(CorrectResultRequest request, Call call)
    {
        return results.ChangeAsync(
            request,
            call,
            ResultStore.Whole(Guid.Parse(request.ResultId)),
            async (result, commit) =>
            {
                // Which fields are right is known once it is known what it is.
                Check.Shape(check => check.Result(result.Type, request.Details, clock));
                var told = request.Details.ToDomain(result.Type);
                var (coaching, sector) = await database.ManyAsync(
                    CoachingStore.ById(result.CoachingId ?? Guid.Empty), EmployerStore.SectorOf(told.Details.EmployerId ?? Guid.Empty), call.Cancel);
                coaching?.MustNotPrecedeOpening("details.started_on", told.Details.StartedOn);
                // With the same employer it keeps the sector of when it was recorded.
                var sectorNow = told.Details.EmployerId == result.Details.EmployerId
                    ? result.Sector
                    : ResultRules.SectorOf(result.Type, told.Details.EmployerId, sector, "details.employer_id");
                var corrected = result.Correct(told, sectorNow, request.Reason, request.Note, clock.Today);
                await recording.RequireNoTwinAsync(corrected.Result, commit, call);
                return corrected;
            },
            result => new CorrectResultResponse { Result = result });
    }
}
