using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Coordination;

/// <summary>Hands a worker's clients over to another worker, all of a call's or none.</summary>
[Access(Role.Coordinator, Relation.Owner)]
[Access(Role.Manager)]
internal sealed class ReassignClients(CaseManagementChange management, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(ReassignClientsRequest request, Check check) => check
        .That(request.ToWorker != request.FromWorker, "to_worker", "SAME_WORKER", "another worker")
        .OptionalCode("reason", request.Reason, "reassignment-reason", clock.CodeDay(request.FromDay))
        .OptionalProgramme("programme", request.Programme)
        .OptionalProgramme("to_programme", request.ToProgramme);

    public Task<ReassignClientsResponse> Handle(ReassignClientsRequest request, Call call)
    {
        var filter = new HeldFilter(call.Caller.Organisation, request.FromWorker, [.. request.ClientIds.Select(Guid.Parse)], request.Programme);

        return unitOfWork
            .Load(
                request,
                call,
                CoordinationStore.HeldBy(filter, request.MaxClients == 0 ? 100 : request.MaxClients)
                    .Unguarded("each appointment guards its case management by its version"),
                CoordinationStore.CountHeldBy(filter).Unguarded("how many remain is told, and nothing rests on it"),
                (held, count) => (Clients: held!, Count: count))
            .Authorize(_ => new AuditSubject(null, "case-management", ""), _ => request.FromWorker == call.Caller.Subject ? Relation.Owner : Relation.None)
            .WriteAsync((held, commit) =>
            {
                if (held.Clients.Count == 0)
                {
                    throw ResponsibilityErrors.NoClients();
                }

                var from = clock.DayOrToday("from_day", request.FromDay);
                foreach (var client in held.Clients)
                {
                    var first = from < client.FromDay ? client.FromDay : from;
                    var appointment = new Appointment(
                        request.ToWorker, request.ToWorkerName, call.Caller.Organisation, first, time.GetUtcNow(), request.ToProgramme);
                    management.Write(commit, client.Management, client.Management.Appoint(appointment, request.Reason, clock.Now));
                }

                var response = new ReassignClientsResponse { Remaining = held.Count - held.Clients.Count };
                response.ClientIds.AddRange(held.Clients.Select(client => client.ClientId.ToString()));
                return ValueTask.FromResult(response);
            });
    }
}
