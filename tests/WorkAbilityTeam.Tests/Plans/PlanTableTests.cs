using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.EventLog;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Tyokyky.WorkAbilityTeam.Plans;
using Tyokyky.WorkAbilityTeam.Teams;

namespace Tyokyky.WorkAbilityTeam.Tests.Plans;

/// <summary>The tables of plans and measures, walked whole.</summary>
public sealed class PlanTableTests
{
    private static readonly DateOnly made = new(2026, 3, 2);

    public static TheoryData<string, string> EveryActionInEveryState => Walk<PlanAction, PlanState>(PlanState.Unspecified);

    public static TheoryData<string, string> EveryMeasureActionInEveryState => Walk<MeasureAction, MeasureState>(MeasureState.Unspecified);

    [Theory]
    [MemberData(nameof(EveryActionInEveryState))]
    public void Every_edge_of_the_plans_table_works_and_every_other_is_refused(string actionName, string stateName)
    {
        var action = Enum.Parse<PlanAction>(actionName);
        var plan = PlanIn(Enum.Parse<PlanState>(stateName));

        if (PlanTable.Table.After(action, plan.State) is [var after])
        {
            Do(action, plan).State.ShouldBe(after);
        }
        else
        {
            Should.Throw<DomainException>(() => Do(action, plan)).Reason.ShouldBe(plan.State == PlanState.Ended ? "PLAN_ENDED" : "PLAN_IN_ERROR");
        }
    }

    [Theory]
    [MemberData(nameof(EveryMeasureActionInEveryState))]
    public void Every_edge_of_the_measures_table_works_and_every_other_is_refused(string actionName, string stateName)
    {
        var action = Enum.Parse<MeasureAction>(actionName);
        var plan = PlanIn(PlanState.Active);
        var measure = plan.Lives[0] with { State = Enum.Parse<MeasureState>(stateName) };
        var found = plan with { Lives = [measure] };

        foreach (var (target, act) in Acts(action, measure.Id))
        {
            if (MeasureTable.Table.After(action, measure.State) is { } afters && afters.Contains(target))
            {
                act(found).Lives[0].State.ShouldBe(target);
            }
            else if (MeasureTable.Table.After(action, measure.State) is null || action == MeasureAction.EndMeasure)
            {
                Should.Throw<DomainException>(() => act(found)).Reason.ShouldBe(measure.State switch
                {
                    MeasureState.Done or MeasureState.Ended => "MEASURE_ENDED",
                    MeasureState.UnderWay => "MEASURE_STARTED",
                    _ => "MEASURE_NOT_ACCEPTED",
                });
            }
            else
            {
                // Accepting what is under way changes nothing.
                act(found).Lives[0].ShouldBe(measure);
            }
        }
    }

    [Fact]
    public void The_documentations_diagrams_are_the_tables()
    {
        GeneratedPage.ShouldBe("docs/states/plan.md", PlanTable.Table.Diagram(PlanState.Active));
        GeneratedPage.ShouldBe("docs/states/measure.md", MeasureTable.Table.Diagram(MeasureState.Proposed));
    }

    private static SupportPlan Do(PlanAction action, SupportPlan plan) => action switch
    {
        PlanAction.WritePlan => plan.Revise(Draft(), Guid.NewGuid, default),
        PlanAction.RecordClientAnswer => plan.Answer(1, ClientAnswer.Accepted, "", made).Plan,
        PlanAction.AnswerPlanParts => plan.Answer(1, [new AnsweredPart(plan.Current.PartIds[0], ClientAnswer.Declined, "", made)], made).Plan,
        PlanAction.StartMeasure => (plan with { Lives = [plan.Lives[0] with { State = MeasureState.Accepted }] }).Start(plan.Lives[0].Id, made).Plan,
        PlanAction.EndMeasure => plan.End(plan.Lives[0].Id, "not-needed", false, made).Plan,
        PlanAction.ReviewPlan => plan.Review(Held(made), null).Plan,
        PlanAction.ExemptReview => plan.Exempt(new ReviewPause(made, made.AddDays(9), "sick-leave")).Plan,
        PlanAction.EnterReviewInError => plan.TakeBackReview(plan.Reviewing.Reviews[0].Id, "other", made).Plan,
        PlanAction.ApprovePlanVersion => plan.Approve(1, new Approval("second", "physician", FinnishTime.StartOf(made), [])).Plan,
        PlanAction.EndPlan => plan.End("goals-attained", "", made).Plan,
        PlanAction.EnterPlanInError => plan.EnterInError("wrong-client", made).Plan,
        _ => throw new InvalidOperationException($"{action} is not tried."),
    };

    private static (MeasureState Target, Func<SupportPlan, SupportPlan> Act)[] Acts(MeasureAction action, Guid id) => action switch
    {
        MeasureAction.AnswerPlanParts =>
        [
            (MeasureState.Accepted, plan => plan.Answer(1, [new AnsweredPart(id, ClientAnswer.Accepted, "", made)], made).Plan),
            (MeasureState.Declined, plan => plan.Answer(1, [new AnsweredPart(id, ClientAnswer.Declined, "", made)], made).Plan),
        ],
        MeasureAction.StartMeasure => [(MeasureState.UnderWay, plan => plan.Start(id, made).Plan)],
        _ => [(MeasureState.Done, plan => plan.End(id, "done", true, made).Plan), (MeasureState.Ended, plan => plan.End(id, "not-needed", false, made).Plan)],
    };

    private static SupportPlan PlanIn(PlanState state)
    {
        var teamCase = new TeamCase
        {
            Id = Guid.NewGuid(),
            Client = new CountedClient(Guid.NewGuid(), AgeBand._1829, "698", ""),
            Organisation = "0000004-3",
            OpenedOn = made,
        };
        var plan = SupportPlan.Begin(Guid.NewGuid(), teamCase, Draft(), Guid.NewGuid, default);
        return plan.Review(Held(made), null).Plan with { State = state };
    }

    private static HeldReview Held(DateOnly on) => new(Guid.NewGuid(), on, 1, [], "", null);

    private static PlanDraft Draft() =>
        new("Sinnikkyys", [new PlanGoal(Guid.Empty, "Työ")], [new PlanMeasure(Guid.Empty, "studies", "0000003-5", "coach", made, MeasureBasis.Voluntary, "")], made, made.AddMonths(3));

    private static TheoryData<string, string> Walk<TAction, TState>(TState unspecified)
        where TAction : struct, Enum
        where TState : struct, Enum
    {
        var data = new TheoryData<string, string>();
        foreach (var action in Enum.GetNames<TAction>())
        {
            foreach (var state in Enum.GetValues<TState>().Where(state => !state.Equals(unspecified)))
            {
                data.Add(action, state.ToString());
            }
        }

        return data;
    }
}
