namespace Tyokyky.Referrals.UseCases;

/// <summary>Hands a worker's clients over to another worker, all of a call's or none.</summary>
[Access(Role.Coordinator, Relation.Owner)]
[Access(Role.Manager)]
internal sealed class ReassignClients(UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(ReassignClientsRequest request, Check check) => check
        .That(request.ToWorker != request.FromWorker, "to_worker", "SAME_WORKER", "another worker")
        .OptionalCode("reason", request.Reason, "reassignment-reason", clock.CodeDay(request.FromDay))
        .OptionalProgramme("programme", request.Programme)
        .OptionalProgramme("to_programme", request.ToProgramme);

    public async Task<ReassignClientsResponse> Handle(ReassignClientsRequest request, Call call)
    {
        var filter = new HeldFilter(call.Caller.Organisation, request.FromWorker, [.. request.ClientIds.Select(Guid.Parse)], request.Programme);

        var (held, count) = await unitOfWork.LoadAsync(call, request, CoordinationStore.HeldBy(filter, request.MaxClients == 0 ? 100 : request.MaxClients), CoordinationStore.CountHeldBy(filter));
        call.Authorize(request.FromWorker == call.Caller.Subject ? Relation.Owner : Relation.None);
        if (call.Replay<ReassignClientsResponse>() is { } done)
        {
            return done;
        }

        if (held is not { Count: > 0 })
        {
            throw ResponsibilityErrors.NoClients();
        }

        var from = clock.DayOrToday("from_day", request.FromDay);
        var response = new ReassignClientsResponse { Remaining = count - held.Count };
        var commit = unitOfWork.Commit(call, request);
        foreach (var client in held)
        {
            var management = new CaseManagement(client.ClientId, [client.Appointment], client.Version);
            var first = from < client.Appointment.FromDay ? client.Appointment.FromDay : from;
            var appointment = new Appointment(request.ToWorker, request.ToWorkerName, call.Caller.Organisation, first, time.GetUtcNow(), request.ToProgramme);
            AppointCaseManager.Write(commit, management, appointment, management.Appoint(appointment, request.Reason, clock.Now));
            response.ClientIds.Add(client.ClientId.ToString());
        }

        return await commit.SaveAsync(response);
    }
}
