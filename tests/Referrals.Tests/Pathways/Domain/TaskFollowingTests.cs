using CsCheck;
using Shouldly;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Records;
using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Pathways;
using Tyokyky.ServiceDefaults;
using Xunit;
using Pathway = Tyokyky.Referrals.Pathways.Pathway;
using PathwayStep = Tyokyky.Referrals.Pathways.PathwayStep;

namespace Tyokyky.Referrals.Tests.Pathways.Domain;

public sealed class TaskFollowingTests
{
    private const string Own = "1234567-1";
    private const string Giver = "2345678-0";

    // A Monday.
    private static readonly DateOnly monday = new(2026, 3, 2);
    private static readonly Guid taskId = Guid.NewGuid();

    [Fact]
    public void A_step_that_was_planned_for_the_service_goes_where_the_task_goes()
    {
        var requested = Follow(With(Planned()), Task(TaskStatus.Requested, 0));
        var step = requested.Steps.ShouldHaveSingleItem();
        (step.OfTask!.Id, step.Organisation, step.Status).ShouldBe((taskId, Giver, PathwayStepStatus.Planned));

        var started = Follow(Follow(requested, Task(TaskStatus.Accepted, 1)), Task(TaskStatus.InProgress, 2) with { TakenOn = monday.AddDays(1) });
        (started.Steps[0].Status, started.Steps[0].StartedOn).ShouldBe((PathwayStepStatus.Started, monday.AddDays(2)));

        var held = Follow(started, Task(TaskStatus.OnHold, 3) with { Hold = new FollowedHold("health", null, HadBegun: true) });
        (held.Steps[0].Pause!.Reason, held.Steps[0].Pause!.To, held.Settled(monday.AddDays(3)).StuckReason).ShouldBe(("health", null, "no-next-action"));
        Follow(held, Task(TaskStatus.InProgress, 4)).Steps[0].Pause.ShouldBeNull();

        var ended = Follow(held, Task(TaskStatus.Completed, 5) with { Outcome = "plan-made" });
        (ended.Steps[0].Status, ended.Steps[0].EndedOn, ended.Steps[0].Outcome).ShouldBe((PathwayStepStatus.Ended, monday.AddDays(5), "plan-made"));
    }

    [Fact]
    public void A_task_that_is_completed_without_a_start_began_when_it_was_taken()
    {
        var step = Follow(With(Planned()), Task(TaskStatus.Completed, 5) with { TakenOn = monday.AddDays(3), Outcome = "plan-made" }).Steps[0];

        (step.StartedOn, step.EndedOn).ShouldBe((monday.AddDays(3), monday.AddDays(5)));
    }

    [Theory]
    [InlineData(TaskStatus.Rejected)]
    [InlineData(TaskStatus.Cancelled)]
    [InlineData(TaskStatus.Failed)]
    public void What_never_started_is_left_out_and_what_had_started_ends_without_a_result(TaskStatus status)
    {
        var left = Follow(Follow(With(Planned()), Task(TaskStatus.Requested, 0)), Task(status, 3)).Steps[0];
        var ended = Follow(Follow(With(Planned()), Task(TaskStatus.InProgress, 0)), Task(status, 3)).Steps[0];

        (left.Status, left.Outcome).ShouldBe((PathwayStepStatus.Skipped, $"task-{StateCode.Of(status)}"));
        (ended.Status, ended.Outcome, ended.EndedOn).ShouldBe((PathwayStepStatus.Ended, "ended-without-result", monday.AddDays(3)));
    }

    [Fact]
    public void A_rejected_task_s_revision_repeats_the_step()
    {
        var rejected = Follow(Follow(With(Planned()), Task(TaskStatus.Requested, 0)), Task(TaskStatus.Rejected, 1));
        var revision = Task(TaskStatus.Requested, 2) with { Id = Guid.NewGuid(), Revises = taskId };

        var revised = Follow(rejected, revision);

        (revised.Steps.Count, revised.Steps[1].Repeats, revised.Steps[1].OfTask!.Id).ShouldBe((2, revised.Steps[0].Id, revision.Id));
        Follow(revised, revision).ShouldBe(revised);
    }

    [Fact]
    public void A_transferred_task_takes_its_step_to_the_new_receiver_where_nobody_answers_for_it_yet()
    {
        var step = Follow(With(Planned()), Task(TaskStatus.Accepted, 0)).Steps[0];
        var moved = Follow(With(step with { Worker = "w", WorkerName = "W" }), Task(TaskStatus.Accepted, 1) with { Receiver = "3456789-1" }).Steps[0];

        (moved.Organisation, moved.Worker).ShouldBe(("3456789-1", ""));
    }

    [Fact]
    public void What_a_person_has_ended_or_left_out_stays_so()
    {
        var step = Planned() with { OfTask = new StepTask(taskId) };
        PathwayStep[] byHand =
        [
            step with { Status = PathwayStepStatus.Ended, StartedOn = monday, EndedOn = monday, Outcome = "studies" },
            step with { Status = PathwayStepStatus.Skipped, EndedOn = monday, Outcome = "not-needed" },
        ];

        foreach (var ended in byHand)
        {
            Follow(With(ended), Task(TaskStatus.InProgress, 1)).Steps.ShouldBe([ended]);
            Follow(With(ended), Task(TaskStatus.Completed, 1) with { Outcome = "employed" }).Steps.ShouldBe([ended]);
            Follow(With(ended), Task(TaskStatus.EnteredInError, 1)).Steps.ShouldBe([ended with { OfTask = null }]);
        }
    }

    [Fact]
    public void A_mistaken_task_takes_back_what_it_moved_and_no_more()
    {
        var planned = Planned();
        var mistake = Task(TaskStatus.EnteredInError, 9);
        Pathway[] before = [With(planned), With(planned with { Status = PathwayStepStatus.Started, StartedOn = monday })];
        TaskStatus[] reached = [TaskStatus.Requested, TaskStatus.InProgress, TaskStatus.Completed, TaskStatus.Failed, TaskStatus.Cancelled, TaskStatus.Rejected];

        foreach (var pathway in before)
        {
            foreach (var status in reached)
            {
                Follow(Follow(Follow(pathway, Task(TaskStatus.Requested, 1)), Task(status, 2)), mistake).Steps.ShouldBe(pathway.Steps, status.ToString());
            }
        }

        Follow(Follow(With(), Task(TaskStatus.InProgress, 1)), mistake).Steps.ShouldHaveSingleItem().Status.ShouldBe(PathwayStepStatus.EnteredInError);
    }

    [Fact]
    public void A_service_that_nobody_planned_has_a_step_of_its_own_once_it_begins_where_the_organisation_may_know()
    {
        var begun = Task(TaskStatus.InProgress, 1);

        Follow(With(), Task(TaskStatus.Requested, 1)).Steps.ShouldBeEmpty();
        Follow(With(), begun).Steps.ShouldHaveSingleItem().Phase.ShouldBe("mapping");
        Follow(With(), begun with { Parties = ["3456789-1", Giver] }).Steps.ShouldBeEmpty();
        Follow(With(Planned()), begun with { Parties = ["3456789-1", Giver] }).Steps[0].OfTask.ShouldBeNull();
        // A step that names the organisation was agreed with the client.
        Follow(With(Planned() with { Organisation = Giver }), begun with { Parties = ["3456789-1", Giver] }).Steps[0].Status.ShouldBe(PathwayStepStatus.Started);
    }

    [Fact]
    public void A_case_that_opens_for_the_task_moves_the_task_s_step_and_no_other()
    {
        var other = Planned() with { Id = Guid.NewGuid(), Number = 2, Service = "work-ability-team" };
        var asked = Follow(With(Planned() with { Service = "work-ability-team" }, other), Task(TaskStatus.Requested, 0) with { Service = "work-ability-team" });
        var service = new FollowedService("case-1", Guid.NewGuid(), Giver, "work-ability-team", "mapping", monday) { TaskId = taskId };

        var opened = PathwayFollowing.Started(asked, service, mayLearn: true, monday, Guid.NewGuid()).ShouldNotBeNull().Pathway;
        var closed = PathwayFollowing.Ended(opened, service, "plan-made").ShouldNotBeNull().Pathway;

        opened.Steps.Select(step => step.Status).ShouldBe([PathwayStepStatus.Started, PathwayStepStatus.Planned]);
        var back = Follow(closed, Task(TaskStatus.EnteredInError, 3) with { Service = "work-ability-team" });
        back.Steps.Select(step => step.Status).ShouldBe([PathwayStepStatus.Planned, PathwayStepStatus.Planned]);
    }

    [Fact]
    public void A_person_names_only_a_task_of_the_step_s_own_service_that_no_step_follows()
    {
        var pathway = With(Planned(), Planned() with { Id = Guid.NewGuid(), Number = 2 });
        var task = Task(TaskStatus.Requested, 0);
        var named = TaskFollowing.Name(pathway, pathway.Steps[0].Id, task, "task_id", AreaAgreements.None, monday, Guid.NewGuid).Pathway;

        Refused(named, 0, task with { Id = Guid.NewGuid() }).ShouldBe("STEP_HAS_TASK");
        Refused(named, 1, task).ShouldBe("UNKNOWN_TASK");
        Refused(pathway, 0, task with { Service = "housing" }).ShouldBe("UNKNOWN_TASK");
        Refused(pathway, 0, task with { Status = TaskStatus.EnteredInError }).ShouldBe("UNKNOWN_TASK");
        Refused(pathway, 0, task with { Parties = [Giver] }).ShouldBe("UNKNOWN_TASK");
        TaskFollowing.Name(named, pathway.Steps[0].Id, task, "task_id", AreaAgreements.None, monday, Guid.NewGuid).Transitions.ShouldBeEmpty();
    }

    [Fact]
    public void Wherever_the_task_goes_the_pathway_follows_once_and_keeps_its_days() =>
        Gen.Select(Gen.Enum<TaskStatus>(), Gen.Int[0, 5], Gen.Bool).Array[1, 12].Sample(
            moves =>
            {
                var (pathway, day) = (With(Planned(), Planned() with { Id = Guid.NewGuid(), Number = 2, Service = "housing" }), 0);
                foreach (var (status, later, begun) in moves)
                {
                    day += later;
                    var task = Task(status, day) with
                    {
                        Outcome = "plan-made",
                        Hold = status == TaskStatus.OnHold ? new FollowedHold("health", monday.AddDays(day + 3), begun) : null,
                    };
                    pathway = Follow(pathway, task);
                    if (Follow(pathway, task) != pathway)
                    {
                        return false;
                    }
                }

                return pathway.Steps.Count(step => step.OfTask?.Id == taskId) <= 1
                    && pathway.Steps.All(step => step.StartedOn is null || step.EndedOn is null || step.EndedOn >= step.StartedOn)
                    && pathway.Steps.All(step => step.Pauses.Count(pause => pause.IsOpen) <= 1);
            },
            iter: 1000);

    private static string Refused(Pathway pathway, int step, FollowedTask task) =>
        Should.Throw<DomainException>(() => TaskFollowing.Name(pathway, pathway.Steps[step].Id, task, "task_id", AreaAgreements.None, monday, Guid.NewGuid)).Reason;

    private static Pathway Follow(Pathway pathway, FollowedTask task) => TaskFollowing.Follow(pathway, task, AreaAgreements.None, monday.AddDays(60), Guid.NewGuid).Pathway;

    private static FollowedTask Task(TaskStatus status, int day) => new(taskId, Guid.NewGuid(), "social-work", status, Giver, [Own, Giver], monday.AddDays(day));

    private static PathwayStep Planned() => new() { Id = Guid.NewGuid(), Number = 1, Phase = "mapping", Service = "social-work", AddedOn = monday };

    private static Pathway With(params PathwayStep[] steps) => new()
    {
        Id = Guid.NewGuid(),
        ClientId = Guid.NewGuid(),
        Organisation = Own,
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
