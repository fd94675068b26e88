namespace Tyokyky.Referrals.UseCases;

/// <summary>Says which part of full time a worker gives to a role, from a day on.</summary>
[Access(Role.Manager)]
internal sealed class SetFullTimeEquivalent(UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(SetFullTimeEquivalentRequest request, Check check) => check
        .OptionalCode("role", request.Role, "staff-role", clock.CodeDay(request.FromDay))
        .OptionalPeriod(request.FromDay, request.ToDay)
        .OptionalProgramme("programme", request.Programme);

    public async Task<SetFullTimeEquivalentResponse> Handle(SetFullTimeEquivalentRequest request, Call call)
    {
        var from = request.FromDay.ToDay();

        var others = await unitOfWork.LoadAsync(call, request, WorkforceStore.FullTimeFrom(call.Caller.Organisation, request.Worker, request.Role, request.Programme, from));
        if (call.Replay<SetFullTimeEquivalentResponse>() is { } done)
        {
            return done;
        }

        if (others!.Any(other => other.FromDay >= from))
        {
            throw ResponsibilityErrors.FullTimeEquivalentOverlaps();
        }

        var entry = new FullTimeEquivalent(
            Guid.CreateVersion7(time.GetUtcNow()), call.Caller.Organisation, request.Worker, request.WorkerName, request.Role, request.Hundredths, from, request.ToDay?.ToDay(), request.Programme);
        var commit = unitOfWork.Commit(call, request);
        foreach (var other in others!)
        {
            commit.Guard(WorkforceStore.End(other, from.AddDays(-1)));
        }

        return await commit
            .Add(WorkforceStore.Insert(entry))
            .OnViolation(WorkforceStore.FullTimeEquivalentKey, ResponsibilityErrors.FullTimeEquivalentOverlaps)
            .Transition(new Transition("full-time-equivalent", entry.Id, "", "set", FinnishTime.StartOf(from)))
            .Fact(FactOf(entry), entry.Organisation)
            .SaveAsync(new SetFullTimeEquivalentResponse { FullTimeEquivalent = entry.ToMessage() });
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
