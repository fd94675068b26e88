namespace Tyokyky.Referrals.Coordination;

/// <summary>Names a deputy for some days.</summary>
[Access(Role.Coordinator | Role.TeamMember, Relation.Owner)]
[Access(Role.Manager)]
internal sealed class SetDeputy(UnitOfWork unitOfWork, TimeProvider time)
{
    public static void Validate(SetDeputyRequest request, Check check) => check
        .That(request.Deputy != request.Worker, "deputy", "OWN_DEPUTY", "another worker")
        .OptionalPeriod(request.FromDay, request.ToDay);

    public Task<SetDeputyResponse> Handle(SetDeputyRequest request, Call call)
    {
        var (from, to) = (request.FromDay.ToDay(), request.ToDay.ToDay());

        return unitOfWork
            .Load(
                request,
                call,
                WorkforceStore.DeputyWithin(call.Caller.Organisation, request.Worker, from, to).Unguarded("a constraint holds that there is none then"),
                CoordinationStore.CountHeldBy(new HeldFilter(call.Caller.Organisation, request.Worker, [], ""))
                    .Unguarded("how many there are is told, and nothing rests on it"),
                (other, clients) => (Other: other, Clients: clients))
            .Authorize(_ => new AuditSubject(null, "deputy", ""), _ => request.Worker == call.Caller.Subject ? Relation.Owner : Relation.None)
            .WriteAsync((found, commit) =>
            {
                if (found.Other is { } other)
                {
                    throw ResponsibilityErrors.DeputyOverlaps(other);
                }

                var deputy = new Deputy(
                    Guid.CreateVersion7(time.GetUtcNow()), call.Caller.Organisation, request.Worker, request.WorkerName, request.Deputy, request.DeputyName,
                    from, to, 1, found.Clients);
                commit
                    .Add(WorkforceStore.DeputyRow.Insert(deputy))
                    // Named meanwhile by somebody else: the next look finds it.
                    .OnViolation(WorkforceStore.DeputyKey, () => new RetryableConflict("The worker got a deputy meanwhile."))
                    .Transition(new Transition(deputy.ObjectType, deputy.Id, "", "set", FinnishTime.StartOf(from)));
                return ValueTask.FromResult(new SetDeputyResponse { Deputy = deputy.ToMessage() });
            });
    }
}
