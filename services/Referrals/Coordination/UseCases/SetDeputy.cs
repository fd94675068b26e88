namespace Tyokyky.Referrals.UseCases;

/// <summary>Names a deputy for some days.</summary>
[Access(Role.Coordinator | Role.TeamMember, Relation.Owner)]
[Access(Role.Manager)]
internal sealed class SetDeputy(UnitOfWork unitOfWork, TimeProvider time)
{
    public static void Validate(SetDeputyRequest request, Check check) => check
        .That(request.Deputy != request.Worker, "deputy", "OWN_DEPUTY", "another worker")
        .OptionalPeriod(request.FromDay, request.ToDay);

    public async Task<SetDeputyResponse> Handle(SetDeputyRequest request, Call call)
    {
        var (from, to) = (request.FromDay.ToDay(), request.ToDay.ToDay());

        var (other, clients) = await unitOfWork.LoadAsync(
            call,
            request,
            WorkforceStore.DeputyWithin(call.Caller.Organisation, request.Worker, from, to),
            CoordinationStore.CountHeldBy(new HeldFilter(call.Caller.Organisation, request.Worker, [], "")));
        call.Authorize(request.Worker == call.Caller.Subject ? Relation.Owner : Relation.None);
        if (call.Replay<SetDeputyResponse>() is { } done)
        {
            return done;
        }

        if (other is not null)
        {
            throw ResponsibilityErrors.DeputyOverlaps(other);
        }

        var deputy = new Deputy(Guid.CreateVersion7(time.GetUtcNow()), call.Caller.Organisation, request.Worker, request.WorkerName, request.Deputy, request.DeputyName, from, to, 1, clients);

        return await unitOfWork.Commit(call, request)
            .Add(WorkforceStore.Insert(deputy))
            // Named meanwhile by somebody else: the next look finds it.
            .OnViolation(WorkforceStore.DeputyKey, () => new RetryableConflict("The worker got a deputy meanwhile."))
            .Transition(new Transition(deputy.ObjectType, deputy.Id, "", "set", FinnishTime.StartOf(from)))
            .SaveAsync(new SetDeputyResponse { Deputy = deputy.ToMessage() });
    }
}
