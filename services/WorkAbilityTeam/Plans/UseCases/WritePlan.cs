using Tyokyky.WorkAbilityTeam.Teams;

namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>Writes a case's support plan, or a new version of it. Each new measure is told; what it is to open opens when the client accepts it.</summary>
[Access(Team, Relation.Owner)]
internal sealed class WritePlan(PlanKind plans, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    private const string Referral = "referral";

    public void Validate(WritePlanRequest request, Check check)
    {
        var day = clock.CodeDay(request.MadeOn);
        check
            .That(request.Goals.Count > 0, "goals", "GOAL_REQUIRED", "at least one goal of the client's own")
            .That(IsOnce(request.Goals.Select(goal => goal.GoalId)), "goals", "VALUE_TWICE", "each kept goal once")
            .That(IsOnce(request.Measures.Select(measure => measure.MeasureId)), "measures", "VALUE_TWICE", "each kept measure once")
            .That(IsOnce(request.Sections.Select(section => section.SectionId)), "sections", "VALUE_TWICE", "each kept section once")
            .That(IsOnce(request.StatutoryLinks.Select(link => link.LinkId)), "statutory_links", "VALUE_TWICE", "each kept link once")
            .OptionalCode("legal_basis", request.LegalBasis, "referral-basis", day)
            .OptionalCode("correction_reason", request.CorrectionReason, "error-reason", day)
            .Each("measures", request.Measures, (each, measure) => each
                .OptionalCode("kind", measure.Kind, "measure-kind", day)
                .OptionalCode("service", measure.Service, "service", day)
                .That(measure.Kind != Referral || measure.Service.Length > 0, "service", "SERVICE_REQUIRED", "the service that is asked for")
                .That(measure.Kind == Referral || measure.Service.Length == 0, "service", "SERVICE_UNEXPECTED", "empty unless the kind is referral")
                .OptionalBusinessId("provider", measure.Provider)
                .OptionalCode("statutory_plan", measure.StatutoryPlan, "statutory-plan", day)
                .That(
                    measure.StatutoryPlan.Length == 0 || request.StatutoryLinks.Any(link => link.Kind == measure.StatutoryPlan),
                    "statutory_plan", "STATUTORY_PLAN_NOT_LINKED", "a plan that statutory_links names too"))
            .Each("sections", request.Sections, (each, section) => each
                .OptionalCode("kind", section.Kind, "plan-section", day)
                .OptionalBusinessId("organisation", section.Organisation)
                .OptionalCode("legal_basis", section.LegalBasis, "referral-basis", day)
                .OptionalCode("scope", section.Scope, "permission-scope", day))
            .Each("statutory_links", request.StatutoryLinks, (each, link) => each
                .OptionalCode("kind", link.Kind, "statutory-plan", day)
                .OptionalBusinessId("organisation", link.Organisation));
    }

    public Task<WritePlanResponse> Handle(WritePlanRequest request, Call call)
    {
        var caseId = Guid.Parse(request.CaseId);

        return unitOfWork
            .Load(
                request,
                call,
                PlanStore.ByCase(caseId).Fenced(PlanStore.SupportPlanRow.Fence),
                CaseStore.ById(caseId).Fenced(CaseStore.TeamCaseRow.Fence),
                PlanStore.LivesByCase(caseId).Unguarded("the plan's version guards its measures"),
                (plan, teamCase, lives) => (Plan: plan is null ? null : plan with { Lives = lives!, Case = teamCase }, Case: teamCase))
            .Authorize(found => new AuditSubject(found.Case?.Client.Id, "case", caseId), found => found.Case?.RelationOf(call.Caller))
            .Match(found => found.Plan?.Etag.Value)
            .WriteAsync(async (found, commit) =>
            {
                var draft = Draft(request, call.Caller.Subject);
                var (planned, transition) = found.Case!.Plan(found.Plan?.Id ?? NewId(), draft.MadeOn);
                var plan = found.Plan?.Revise(draft, NewId, Now()) ?? SupportPlan.Begin(planned.PlanId!.Value, planned, draft, NewId, Now());

                commit.Change(found.Case, CaseStore.TeamCaseRow.Update(planned)).Transition(transition);
                var written = await plans.ApplyAsync(commit, found.Plan, (plan, plan.Made(found.Plan)));
                return new WritePlanResponse { Plan = PlanView.Of(written.At(found.Plan?.Version + 1 ?? plan.Version), PlanReader.Whole(Relation.Owner)) };
            });
    }

    private static bool IsOnce(IEnumerable<string> ids)
    {
        var kept = ids.Where(id => id.Length > 0).Select(id => id.ToLowerInvariant()).ToArray();
        return kept.Distinct().Count() == kept.Length;
    }

    private PlanDraft Draft(WritePlanRequest request, string writer)
    {
        var madeOn = clock.DayOrToday("made_on", request.MadeOn);
        var reviewOn = request.ReviewOn?.ToDay() ?? madeOn.AddMonths(ReviewRules.Interval(madeOn).Amount);
        return new PlanDraft(
            request.Strengths,
            [.. request.Goals.Select(goal => new PlanGoal(IdOf(goal.GoalId), goal.Text))],
            [.. request.Measures.Select(measure => new PlanMeasure(
                IdOf(measure.MeasureId),
                measure.Kind,
                measure.Provider,
                measure.Owner,
                measure.DueOn.ToDay(),
                measure.Basis,
                measure.Text,
                measure.Service,
                measure.StatutoryPlan))],
            madeOn,
            reviewOn > madeOn ? reviewOn : throw PlanErrors.NextBeforeThis("review_on", "made_on"))
        {
            Sections = [.. request.Sections.Select(section => new OwnedSection(
                IdOf(section.SectionId), section.Kind, section.Organisation, section.LegalBasis, section.Scope, section.Text))],
            Links = [.. request.StatutoryLinks.Select(link => new PlanLink(
                IdOf(link.LinkId), link.Kind, link.Organisation, link.Owner, link.MadeOn?.ToDay(), link.Reference))],
            LegalBasis = request.LegalBasis,
            WrittenBy = writer,
            CorrectionReason = request.CorrectionReason,
        };
    }

    private static Guid IdOf(string id) => Ids.Optional(id) ?? Guid.Empty;

    private Guid NewId() => Guid.CreateVersion7(time.GetUtcNow());

    // As the database keeps it, so that the answer and every later reading say the same.
    private DateTimeOffset Now() => MicrosecondTime.Of(time.GetUtcNow());
}
