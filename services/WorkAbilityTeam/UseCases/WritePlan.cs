namespace Tyokyky.WorkAbilityTeam.UseCases;

/// <summary>Writes a case's support plan, or a new version of it. Each new measure is told; a coaching one opens coaching.</summary>
[Access(Team, Relation.Owner)]
internal sealed class WritePlan(UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public async Task<WritePlanResponse> Handle(WritePlanRequest request, Call call)
    {
        CheckShape(request);
        var caseId = Guid.Parse(request.CaseId);

        var (before, teamCase) = await unitOfWork.LoadAsync(call, request, PlanStore.ByCase(caseId), CaseStore.ById(caseId));
        call.SetAuditSubject(teamCase?.Client.Id.ToString(), "case", request.CaseId);
        call.Authorize(teamCase, teamCase?.RelationOf(call.Caller));
        if (call.Replay<WritePlanResponse>() is { } done)
        {
            return done;
        }

        call.MustMatch(request.Etag, before?.Etag ?? "");
        var draft = Draft(request);
        var (planned, transition) = teamCase.Plan(before?.Id ?? NewId(), draft.MadeOn);
        var plan = before?.Revise(draft, NewId, Now()) ?? SupportPlan.Begin(planned.PlanId!.Value, teamCase, draft, NewId, Now());

        var client = planned.Client.Id.ToString();
        var commit = unitOfWork.Commit(call, request).Guard(CaseStore.Update(planned));
        if (before is null)
        {
            commit.Add(PlanStore.Insert(plan));
        }
        else
        {
            commit.Guard(PlanStore.Update(plan));
        }

        commit
            .Add(PlanStore.InsertVersion(plan))
            .Transition(transition)
            .Transition(plan.Made(before))
            .Fact(PlanMessages.Made(plan, planned), client);
        foreach (var measure in plan.Current.Measures.ExceptBy(before?.Current.Measures.Select(kept => kept.Id) ?? [], measure => measure.Id))
        {
            commit.Fact(PlanMessages.Agreed(measure, plan, planned), client);
        }

        return await commit
            .LogChange(planned.Client.Id, plan.ObjectType, plan.Id)
            .SaveAsync(new WritePlanResponse { Plan = plan.ToMessage() });
    }

    private void CheckShape(WritePlanRequest request) => Check.Shape(check => check
        .Uuid("case_id", request.CaseId)
        .Required("strengths", request.Strengths).MaxLength("strengths", request.Strengths, 4000)
        .That(request.Goals.Count > 0, "goals", "GOAL_REQUIRED", "at least one goal of the client's own")
        .MaxCount("goals", request.Goals, 20)
        .Each("goals", request.Goals, (each, goal) => each.Required("text", goal.Text).MaxLength("text", goal.Text, 1000))
        .OptionalDay("made_on", request.MadeOn)
        .OptionalDay("review_on", request.ReviewOn)
        .MaxCount("measures", request.Measures, 50)
        .That(KeptIds(request).Distinct().Count() == KeptIds(request).Count(), "measures", "VALUE_TWICE", "each kept measure once")
        .Each("measures", request.Measures, (each, measure) => each
            .OptionalUuid("measure_id", measure.MeasureId)
            .Code("kind", measure.Kind, "measure-kind", clock.CodeDay(request.MadeOn))
            .Required("provider", measure.Provider)
            .That(BusinessId.IsValid(measure.Provider), "provider", "UNKNOWN_ORGANISATION", "the Y-tunnus of the organisation that provides the measure")
            .Required("owner", measure.Owner).MaxLength("owner", measure.Owner, 200)
            .Day("due_on", measure.DueOn)
            .Specified("basis", measure.Basis)
            .MaxLength("text", measure.Text, 1000)));

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
