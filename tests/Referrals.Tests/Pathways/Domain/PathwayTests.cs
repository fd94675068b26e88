using CsCheck;
using Shouldly;
using Tyokyky.Contracts;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Pathways;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;
using Pathway = Tyokyky.Referrals.Pathways.Pathway;
using PathwayStep = Tyokyky.Referrals.Pathways.PathwayStep;

namespace Tyokyky.Referrals.Tests.Pathways.Domain;

public sealed class PathwayTests
{
    // A Monday.
    private static readonly DateOnly monday = new(2026, 3, 2);

    private static readonly bool[] pausedOrNot = [false, true];

    public static TheoryData<string, string, bool> EveryActionInEveryStatus =>
        [.. from action in Enum.GetNames<PathwayStepAction>() from status in Enum.GetNames<PathwayStepStatus>() where status != "Unspecified" from paused in pausedOrNot select (action, status, paused)];

    [Theory]
    [MemberData(nameof(EveryActionInEveryStatus))]
    public void Every_edge_of_the_table_works_and_every_other_is_refused_with_the_reason_that_was_told(string actionName, string statusName, bool isPaused)
    {
        var (action, status) = (Enum.Parse<PathwayStepAction>(actionName), Enum.Parse<PathwayStepStatus>(statusName));
        var step = Step(1) with { Status = status, StartedOn = monday, EndedOn = monday, Pauses = isPaused ? [new StepPause("client-wish", monday, monday.AddDays(7), IsOpen: true)] : [] };
        var pathway = With(step);
        var change = new StepChange(action, step.Id, monday) { Reason = "other", PlannedEnd = monday.AddDays(7), NewStepId = Guid.NewGuid() };

        if (PathwayStepTable.BlockedBy(action, step) is { } blocked)
        {
            Should.Throw<DomainException>(() => pathway.Do(change)).Reason.ShouldBe(blocked);
        }
        else
        {
            PathwayStepTable.Table.After(action, status).ShouldNotBeNull().ShouldContain(pathway.Do(change).Pathway.Step(step.Id).Status);
        }
    }

    [Fact]
    public void Whatever_is_tried_with_its_steps_a_pathway_keeps_its_order_and_its_days() =>
        Gen.Select(Gen.Enum<PathwayStepAction>(), Gen.Int[0, 5], Gen.Int[0, 4], Gen.Bool).Array[1, 25].Sample(
            tries =>
            {
                var (pathway, day) = (With(Step(1) with { PlannedStart = monday }, Step(2) with { PlannedStart = monday.AddDays(7) }), monday);
                foreach (var (action, at, later, isReturn) in tries)
                {
                    day = day.AddDays(later);
                    var step = pathway.Steps[at % pathway.Steps.Count];
                    var change = new StepChange(action, step.Id, day) { Reason = "other", PlannedEnd = day.AddDays(3), NewStepId = Guid.NewGuid(), IsReturn = isReturn };
                    pathway = Tried(pathway, change).Settled(day);
                }

                var again = pathway.Settled(day);
                return again.Steps.SequenceEqual(pathway.Steps) && again with { Steps = pathway.Steps } == pathway
                    && pathway.Steps.Select(step => step.Number).SequenceEqual(Enumerable.Range(1, pathway.Steps.Count))
                    && pathway.Steps.All(step => step.StartedOn is null || step.StartedOn >= pathway.OpenedOn)
                    && pathway.Steps.All(step => step.EndedOn is null || step.EndedOn >= (step.StartedOn ?? pathway.OpenedOn))
                    && pathway.Steps.All(step => step.Pauses.Count(pause => pause.IsOpen) <= 1 && step.Pauses.SkipLast(1).All(pause => !pause.IsOpen));
            },
            iter: 500);

    // What the table refuses by its reason, and a day that is too early, change nothing; anything else would be a fault.
    private static Pathway Tried(Pathway pathway, StepChange change)
    {
        try
        {
            var blocked = PathwayStepTable.BlockedBy(change.Action, pathway.Step(change.StepId));
            var (changed, _) = pathway.Do(change);
            blocked.ShouldBeNull();
            return changed;
        }
        catch (DomainException)
        {
            return pathway;
        }
    }

    [Fact]
    public void The_table_has_one_line_for_each_action_in_the_actions_order() => PathwayStepTable.Table.Rules.Select(rule => rule.Action).ShouldBe(Enum.GetValues<PathwayStepAction>());

    [Fact]
    public void The_documentations_diagram_is_the_tables() => GeneratedPage.ShouldBe("docs/states/pathway-step.md", PathwayStepTable.Table.Diagram(PathwayStepStatus.Planned));

    [Fact]
    public void An_open_pathway_is_stuck_without_an_owner_without_a_dated_action_and_past_its_day()
    {
        var planned = With(Step(1) with { PlannedStart = monday });

        planned.Settled(monday).StuckReason.ShouldBe("");
        (planned with { Owner = "" }).Settled(monday).StuckReason.ShouldBe("no-owner");
        With(Step(1)).Settled(monday).StuckReason.ShouldBe("no-next-action");
        planned.Settled(monday.AddDays(1)).StuckReason.ShouldBe("past-day");
        planned.Settled(monday.AddDays(1)).Settled(monday.AddDays(5)).StuckSince.ShouldBe(monday.AddDays(1));
        planned.Close("other", monday).Pathway.Settled(monday.AddDays(9)).StuckReason.ShouldBe("");
    }

    [Fact]
    public void A_wait_is_counted_in_business_days_from_the_end_of_what_stands_before_without_pauses_that_stop_it()
    {
        var before = Step(1) with { Status = PathwayStepStatus.Ended, StartedOn = monday, EndedOn = monday };
        var step = Step(2) with
        {
            After = [before.Id],
            Pauses = [new StepPause("client-wish", monday.AddDays(1), monday.AddDays(3), IsOpen: false), new StepPause("awaiting-capacity", monday.AddDays(3), monday.AddDays(4), IsOpen: false)],
        };

        // Good Friday and Easter Monday are no business days.
        StepWait.Of(With(before, step), step, new DateOnly(2026, 4, 7)).ShouldBe(new StepWait(monday, 22, 2, IsOpen: true));
        StepWait.Of(With(before, step), step with { Status = PathwayStepStatus.Started, StartedOn = monday.AddDays(7) }, new DateOnly(2026, 4, 7)).ShouldBe(new StepWait(monday, 3, 2, IsOpen: false));
    }

    [Fact]
    public void What_stands_before_and_is_not_over_leaves_no_wait()
    {
        var before = Step(1);
        var step = Step(2) with { After = [before.Id] };

        StepWait.Of(With(before, step), step, monday.AddDays(30)).Since.ShouldBeNull();
    }

    [Fact]
    public void What_comes_after_moves_with_a_step_that_takes_longer()
    {
        var first = Step(1) with { PlannedStart = monday, PlannedEnd = monday.AddDays(4) };
        var second = Step(2) with { After = [first.Id], PlannedStart = monday.AddDays(4), PlannedEnd = monday.AddDays(11) };
        var third = Step(3) with { After = [second.Id], PlannedStart = monday.AddDays(11) };

        var moved = With(first, second, third).Do(new StepChange(PathwayStepAction.StartPathwayStep, first.Id, monday) { PlannedEnd = monday.AddDays(14) }).Pathway;

        (moved.Steps[1].PlannedStart, moved.Steps[1].PlannedEnd, moved.Steps[2].PlannedStart).ShouldBe((monday.AddDays(14), monday.AddDays(21), monday.AddDays(21)));
    }

    [Fact]
    public void What_comes_after_two_others_moves_after_both()
    {
        var first = Step(1) with { PlannedStart = monday, PlannedEnd = monday.AddDays(4) };
        var second = Step(2) with { After = [first.Id], PlannedStart = monday.AddDays(4), PlannedEnd = monday.AddDays(11) };
        var third = Step(3) with { After = [first.Id, second.Id], PlannedStart = monday.AddDays(11), PlannedEnd = monday.AddDays(18) };

        var moved = With(first, second, third).Do(new StepChange(PathwayStepAction.PlanPathwayStep, first.Id, monday) { PlannedEnd = monday.AddDays(14) }).Pathway;

        (moved.Steps[1].PlannedStart, moved.Steps[1].PlannedEnd).ShouldBe((new DateOnly(2026, 3, 16), new DateOnly(2026, 3, 23)));
        (moved.Steps[2].PlannedStart, moved.Steps[2].PlannedEnd).ShouldBe((new DateOnly(2026, 3, 23), new DateOnly(2026, 3, 30)));
    }

    [Fact]
    public void Whatever_moves_nothing_that_moved_is_planned_before_the_end_of_what_it_comes_after() =>
        Gen.Select(Gen.Int[0, 255].Array[8], Gen.Int[0, 7], Gen.Int[0, 60]).Sample(
            (afters, at, later) =>
            {
                var steps = new List<PathwayStep>();
                foreach (var mask in afters)
                {
                    var before = steps.Where((_, i) => (mask & (1 << i)) != 0).ToList();
                    var start = before.Max(step => step.PlannedEnd) ?? monday;
                    steps.Add(Step(steps.Count + 1) with { After = [.. before.Select(step => step.Id)], PlannedStart = start, PlannedEnd = FinnishCalendar.AddBusinessDays(start, 5) });
                }

                var moving = steps[at];
                var moved = With([.. steps]).Do(
                    new StepChange(PathwayStepAction.PlanPathwayStep, moving.Id, monday) { PlannedEnd = moving.PlannedEnd!.Value.AddDays(later) }).Pathway;

                return moved.Steps.All(step => step.After.All(id => moved.Step(id).PlannedEnd <= step.PlannedStart)
                    && (step.Id == moving.Id || FinnishCalendar.BusinessDaysBetween(step.PlannedStart!.Value, step.PlannedEnd!.Value) == 5));
            },
            iter: 300);

    [Fact]
    public void A_period_ends_without_a_next_step_until_something_dated_comes_after()
    {
        var period = Step(1) with { Status = PathwayStepStatus.Started, StartedOn = monday, PlannedEnd = monday.AddDays(30) };

        With(period, Step(2)).Settled(monday).Steps[0].EndsWithoutNext.ShouldBeTrue();
        With(period, Step(2) with { PlannedStart = monday.AddDays(30) }).Settled(monday).Steps[0].EndsWithoutNext.ShouldBeFalse();
    }

    [Fact]
    public void A_repeated_step_stands_where_it_stood_and_a_return_comes_after_what_came_since()
    {
        var first = Step(1) with { Status = PathwayStepStatus.Ended, EndedOn = monday };
        var second = Step(2) with { After = [first.Id] };

        var repeated = With(first, second).Do(new StepChange(PathwayStepAction.RepeatPathwayStep, first.Id, monday) { NewStepId = Guid.NewGuid() }).Pathway.Steps[2];
        var returned = With(first, second).Do(new StepChange(PathwayStepAction.RepeatPathwayStep, first.Id, monday) { NewStepId = Guid.NewGuid(), IsReturn = true }).Pathway.Steps[2];

        (repeated.Repeats, repeated.After.Length).ShouldBe((first.Id, 0));
        returned.After.ShouldBe([second.Id]);
    }

    [Fact]
    public void A_case_at_another_organisation_is_learned_of_only_where_it_was_agreed_or_sent()
    {
        var service = new FollowedService("case-1", Guid.NewGuid(), "2345678-0", "work-ability-team", "mapping", monday);
        var unnamed = With(Step(1));
        var named = With(Step(1) with { Organisation = "2345678-0" });

        PathwayFollowing.Started(unnamed, service, mayLearn: false, monday, Guid.NewGuid()).ShouldBeNull();
        PathwayFollowing.Started(unnamed, service, mayLearn: true, monday, Guid.NewGuid()).ShouldNotBeNull().Pathway.Steps.ShouldHaveSingleItem().Status.ShouldBe(PathwayStepStatus.Started);
        var followed = PathwayFollowing.Started(named, service, mayLearn: false, monday, Guid.NewGuid()).ShouldNotBeNull().Pathway;
        PathwayFollowing.Started(followed, service, mayLearn: true, monday, Guid.NewGuid()).ShouldBeNull();
        PathwayFollowing.Ended(followed, service, "plan-made").ShouldNotBeNull().Pathway.Steps[0].Outcome.ShouldBe("plan-made");
    }

    [Fact]
    public void Templates_name_known_codes_and_their_own_steps_and_one_is_valid_on_a_day()
    {
        foreach (var day in new[] { new DateOnly(2024, 6, 1), new DateOnly(2026, 6, 1) })
        {
            foreach (var template in PathwayTemplates.On(day))
            {
                CodeSystem.Get("pathway-template").IsValid(template.Template, day).ShouldBeTrue();
                PathwayTemplates.On(day).Count(other => other.Template == template.Template).ShouldBe(1);
                foreach (var step in template.Steps)
                {
                    (CodeSystem.Get("pathway-phase").IsValid(step.Phase, day), CodeSystem.Get("service").IsValid(step.Service, day)).ShouldBe((true, true));
                    step.Supporting.Concat(step.Informed).Append(step.Responsible).ShouldAllBe(kind => CodeSystem.Get("organisation-kind").IsValid(kind, day));
                    step.After.ShouldAllBe(before => template.Steps.TakeWhile(other => other != step).Any(other => other.Step == before));
                }
            }
        }

        PathwayTemplates.On(new DateOnly(2026, 6, 1)).Count().ShouldBe(CodeSystem.Get("pathway-template").Entries.Count);
    }

    private static PathwayStep Step(int number) => new() { Id = Guid.NewGuid(), Number = number, Phase = "mapping", Service = "work-ability-team", AddedOn = monday };

    private static Pathway With(params PathwayStep[] steps) => new()
    {
        Id = Guid.NewGuid(),
        ClientId = Guid.NewGuid(),
        Organisation = "1234567-1",
        Template = "",
        Programme = "",
        Municipality = "698",
        BirthDate = null,
        Background = ClientBackground.Unknown,
        OpenedOn = monday,
        RecordedAt = DateTimeOffset.UnixEpoch,
        Owner = "owner",
        OwnerName = "Omistaja",
        Steps = steps,
    };
}
