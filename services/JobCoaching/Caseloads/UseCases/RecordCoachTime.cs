using Tyokyky.JobCoaching.Coachings;

namespace Tyokyky.JobCoaching.Caseloads;

/// <summary>Records working time of a coach.</summary>
[Access(Role.Coach)]
internal sealed class RecordCoachTime(WorkedTimeKind times, UnitOfWork unitOfWork, Database database, TimeProvider time, IBusinessClock clock)
{
    public void Validate(RecordCoachTimeRequest request, Check check) => check
        .OptionalCode("kind", request.Kind, "coach-time-kind", clock.CodeDay(request.WorkedOn))
        .OptionalCode("place", request.Place, "support-place", clock.CodeDay(request.WorkedOn));

    public Task<RecordCoachTimeResponse> Handle(RecordCoachTimeRequest request, Call call)
    {
        var worked = Compose(request, call);

        return unitOfWork
            .Load(request, call)
            .ForEveryone()
            .WriteAsync(async (_, commit) =>
            {
                await database.RequireCoachAsync(worked.Coach, worked.WorkedOn, call);
                if (await database.OneAsync(CaseloadStore.MinutesOf(worked), call.Cancel) is var recorded && recorded > WorkedTime.LongestDay - worked.Minutes)
                {
                    throw CaseloadErrors.DayTooLong(recorded);
                }

                commit.WithinItsDay(worked);
                var now = await times.ApplyAsync(commit, null, (worked, worked.Recorded()));
                return new RecordCoachTimeResponse { CoachTime = now.ToMessage() };
            });
    }

    private WorkedTime Compose(RecordCoachTimeRequest request, Call call) => new()
    {
        Id = Guid.CreateVersion7(time.GetUtcNow()),
        Organisation = call.Caller.Organisation,
        Coach = request.Coach.Length > 0 ? request.Coach : call.Caller.Subject,
        WorkedOn = clock.DayOrToday("worked_on", request.WorkedOn),
        Kind = request.Kind,
        Place = request.Place,
        Minutes = request.Minutes,
    };
}
