using Tyokyky.WorkAbilityTeam.Teams;

namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>Writes a case's support plan, or a new version of it. Each new measure is told; a coaching one opens coaching.</summary>
[Access(Team, Relation.Owner)]
internal sealed class WritePlan(PlanKind plans, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(WritePlanRequest request, Check check) => check
        .That(request.Goals.Count > 0, "goals", "GOAL_REQUIRED", "at least one goal of the client's own")
        .That(KeptIds(request).Distinct().Count() == KeptIds(request).Count(), "measures", "VALUE_TWICE", "each kept measure once")
        .Each("measures", request.Measures, (each, measure) => each
            .OptionalCode("kind", measure.Kind, "measure-kind", clock.CodeDay(request.MadeOn))
            .That(BusinessId.IsValid(measure.Provider), "provider", "BUSINESS_ID_INVALID", CodeChecks.RightBusinessId));

    public Task<WritePlanResponse> Handle(WritePlanRequest request, Call call)
    {
        var caseId = Guid.Parse(request.CaseId);

        return unitOfWork
            .Load(
                request,
                call,
                PlanStore.ByCase(caseId).Fenced(PlanStore.SupportPlanRow.Fence),
                CaseStore.ById(caseId).Fenced(CaseStore.TeamCaseRow.Fence),
                (plan, teamCase) => (Plan: plan, Case: teamCase))
            .Authorize(found => new AuditSubject(found.Case?.Client.Id, "case", caseId), found => found.Case?.RelationOf(call.Caller))
            .Match(found => found.Plan?.Etag.Value)
            .WriteAsync(async (found, commit) =>
            {
                var draft = Draft(request);
                var (planned, transition) = found.Case!.Plan(found.Plan?.Id ?? NewId(), draft.MadeOn);
                var plan = found.Plan?.Revise(draft, NewId, Now()) ?? SupportPlan.Begin(planned.PlanId!.Value, planned, draft, NewId, Now());

                commit.Change(found.Case, CaseStore.TeamCaseRow.Update(planned)).Transition(transition);
                await plans.ApplyAsync(commit, found.Plan, (plan, plan.Made(found.Plan)));
                Tell(commit, found.Plan, plan, planned);
                return new WritePlanResponse { Plan = plan.At(found.Plan?.Version + 1 ?? plan.Version).ToMessage() };
            });
    }

    private static void Tell(Commit commit, SupportPlan? before, SupportPlan plan, TeamCase planned)
    {
        var client = planned.Client.Id.ToString();
        commit.Fact(PlanMessages.Made(plan, planned), client);
        foreach (var measure in plan.Current.Measures.ExceptBy(before?.Current.Measures.Select(kept => kept.Id) ?? [], measure => measure.Id))
        {
            commit.Fact(PlanMessages.Agreed(measure, plan, planned), client);
        }
    }

    private static IEnumerable<string> KeptIds(WritePlanRequest request) =>
        request.Measures.Where(measure => measure.MeasureId.Length > 0).Select(measure => measure.MeasureId.ToLowerInvariant());

    private PlanDraft Draft(WritePlanRequest request)
    {
        var madeOn = clock.DayOrToday("made_on", request.MadeOn);
        var reviewOn = request.ReviewOn?.ToDay() ?? madeOn.AddMonths(3);
        return new PlanDraft(
            request.Strengths,
            [.. request.Goals.Select(goal => goal.Text)],
            [.. request.Measures.Select(measure => new PlanMeasure(
                Ids.Optional(measure.MeasureId) ?? Guid.Empty,
                measure.Kind,
                measure.Provider,
                measure.Owner,
                measure.DueOn.ToDay(),
                measure.Basis,
                measure.Text))],
            madeOn,
            reviewOn > madeOn ? reviewOn : throw PlanErrors.ReviewBeforeMade());
    }

    private Guid NewId() => Guid.CreateVersion7(time.GetUtcNow());

    // As the database keeps it, so that the answer and every later reading say the same.
    private DateTimeOffset Now() => MicrosecondTime.Of(time.GetUtcNow());
}
