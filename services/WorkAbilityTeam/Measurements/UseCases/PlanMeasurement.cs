using Tyokyky.WorkAbilityTeam.Common;

namespace Tyokyky.WorkAbilityTeam.Measurements;

/// <summary>Plans a measurement in a case; it comes due by itself, and somebody owns it.</summary>
[Access(Team, Relation.Owner)]
internal sealed class PlanMeasurement(MeasurementKind measurements, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public static void Validate(PlanMeasurementRequest request, Check check) => check
        .That(request.Phase != MeasurementPhase.Own, "phase", "VALUE_UNKNOWN", "one that the team measures in: the client's own is recorded by the client");

    public Task<PlanMeasurementResponse> Handle(PlanMeasurementRequest request, Call call)
    {
        var (caseId, dueOn) = (Guid.Parse(request.CaseId), request.DueOn.ToDay());

        return unitOfWork
            .Load(
                request,
                call,
                AnchorStore.OfCase(caseId).Unguarded("whose client it is does not change"),
                MeasurementStore.InUse(request.Instrument, request.Version, dueOn).Unguarded("a version's row is added, and never changed"),
                (anchor, instrument) => (Anchor: anchor, Instrument: instrument))
            .Authorize(found => new AuditSubject(found.Anchor?.Client.Id, "case", caseId), found => found.Anchor?.RelationOf(call.Caller))
            .WriteAsync(async (found, commit) =>
            {
                var instrument = found.Instrument ?? throw MeasurementErrors.InstrumentUnknown(dueOn);
                var measurement = new ClientMeasurement
                {
                    Id = Guid.CreateVersion7(time.GetUtcNow()),
                    Client = found.Anchor!.Client,
                    Organisation = found.Anchor.Organisation,
                    CaseId = caseId,
                    Instrument = instrument.Code,
                    Edition = instrument.Edition,
                    Phase = request.Phase,
                    GoalIds = [.. request.GoalIds.Select(Guid.Parse).Distinct()],
                    PlannedOn = dueOn < clock.Today ? dueOn : clock.Today,
                    Owner = request.Owner,
                    DueOn = dueOn,
                    NextAttemptOn = dueOn,
                };
                var now = await measurements.ApplyAsync(commit, null, (measurement, measurement.Planned()));
                return new PlanMeasurementResponse { Measurement = now.ToMessage(readsValues: call.Caller.Is(Role.TeamMember)) };
            });
    }
}
