using System.Globalization;
using Tyokyky.WorkAbilityTeam.Common;
using Tyokyky.WorkAbilityTeam.Plans;

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
                PlanStore.NewestOf(caseId).Unguarded("a goal that a later version leaves out was the client's when this was planned"),
                (anchor, instrument, plans) => (Anchor: anchor, Instrument: instrument, Goals: plans!.SelectMany(plan => plan.Body.GoalsWithIds)))
            .Authorize(found => new AuditSubject(found.Anchor?.Client.Id, "case", caseId), found => found.Anchor?.RelationOf(call.Caller))
            .WriteAsync(async (found, commit) =>
            {
                var instrument = found.Instrument ?? throw MeasurementErrors.InstrumentUnknown(dueOn);
                var goals = request.GoalIds.Select(Guid.Parse).ToArray();
                RequireGoals(goals, found.Goals);
                var measurement = new ClientMeasurement
                {
                    Id = Guid.CreateVersion7(time.GetUtcNow()),
                    Client = found.Anchor!.Client,
                    Organisation = found.Anchor.Organisation,
                    CaseId = caseId,
                    Instrument = instrument.Code,
                    Edition = instrument.Edition,
                    Phase = request.Phase,
                    GoalIds = [.. goals.Distinct()],
                    PlannedOn = dueOn < clock.Today ? dueOn : clock.Today,
                    Owner = request.Owner,
                    DueOn = dueOn,
                    NextAttemptOn = dueOn,
                };
                var now = await measurements.ApplyAsync(commit, null, (measurement, measurement.Planned()));
                return new PlanMeasurementResponse { Measurement = now.ToMessage(readsValues: call.Caller.Is(Role.TeamMember)) };
            });
    }

    private static void RequireGoals(Guid[] named, IEnumerable<PlanGoal> known)
    {
        var unknown = Array.FindIndex(named, id => known.All(goal => goal.Id != id));
        if (unknown >= 0)
        {
            throw PlanErrors.GoalUnknown(string.Create(CultureInfo.InvariantCulture, $"goal_ids[{unknown}]"));
        }
    }
}
