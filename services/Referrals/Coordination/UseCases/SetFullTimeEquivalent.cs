using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Coordination;

/// <summary>Says which part of full time a worker gives to a role, from a day on.</summary>
[Access(Role.Manager)]
internal sealed class SetFullTimeEquivalent(UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(SetFullTimeEquivalentRequest request, Check check) => check
        .OptionalCode("role", request.Role, "staff-role", clock.CodeDay(request.FromDay))
        .OptionalPeriod(request.FromDay, request.ToDay)
        .OptionalProgramme("programme", request.Programme);

    public Task<SetFullTimeEquivalentResponse> Handle(SetFullTimeEquivalentRequest request, Call call)
    {
        var entry = new FullTimeEquivalent(
            Guid.CreateVersion7(time.GetUtcNow()), call.Caller.Organisation, request.Worker, request.WorkerName, request.Role, request.Hundredths,
            request.FromDay.ToDay(), request.ToDay?.ToDay(), request.Programme);

        return unitOfWork
            .Load(request, call, WorkforceStore.FullTimeFrom(entry).Unguarded("the commit itself finds that no other reaches the day, behind a lock"))
            .ForEveryone()
            .WriteAsync((others, commit) =>
            {
                if (others!.Any(other => other.FromDay >= entry.FromDay))
                {
                    throw ResponsibilityErrors.FullTimeEquivalentOverlaps();
                }

                commit.Lock(WorkforceStore.LockFullTime(entry));
                foreach (var other in others!)
                {
                    commit.Guard(WorkforceStore.End(other, entry.FromDay.AddDays(-1)));
                }

                commit
                    .GuardAbsence(WorkforceStore.Reaching(entry))
                    .Add(WorkforceStore.FullTimeEquivalentRow.Insert(entry))
                    .OnViolation(WorkforceStore.FullTimeEquivalentKey, ResponsibilityErrors.FullTimeEquivalentOverlaps)
                    .Transition(new Transition("full-time-equivalent", entry.Id, "", "set", FinnishTime.StartOf(entry.FromDay)))
                    .Fact(FactOf(entry), entry.Organisation);
                return ValueTask.FromResult(new SetFullTimeEquivalentResponse { FullTimeEquivalent = entry.ToMessage() });
            });
    }

    private static FullTimeEquivalentSet FactOf(FullTimeEquivalent entry) => new()
    {
        FullTimeEquivalentId = entry.Id.ToString(),
        Organisation = entry.Organisation,
        Worker = entry.Worker,
        Role = entry.Role,
        Hundredths = entry.Hundredths,
        FromDay = entry.FromDay.ToDate(),
        ToDay = entry.ToDay?.ToDate(),
        Programme = entry.Programme,
    };
}
