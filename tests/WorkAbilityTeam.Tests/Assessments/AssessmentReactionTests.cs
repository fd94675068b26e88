using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using static Tyokyky.WorkAbilityTeam.Tests.TeamHost;

namespace Tyokyky.WorkAbilityTeam.Tests.Assessments;

public sealed class AssessmentReactionTests(TeamHost host) : IClassFixture<TeamHost>
{
    [Fact]
    public async Task A_referrals_task_opens_one_assessment_however_often_it_is_told_and_its_appointment_is_followed()
    {
        var task = NewTask(service: "work-ability-assessment");
        Tell(task);
        Tell(task);
        var opened = await OfTaskAsync(task, AssessmentState.Ordered);

        host.Sources.Tell("referrals", Changed(task, "accepted", "event-scheduled", -20), task.Client.ClientId);
        var booked = await OfTaskAsync(task, AssessmentState.Booked);
        await host.Assessments.RecordAttendanceAsync(new RecordAttendanceRequest { AssessmentId = opened.AssessmentId, Attended = true }).ShouldFail(StatusCode.FailedPrecondition, "APPOINTMENT_OF_TASK");
        host.Sources.Tell("referrals", Ended(task, held: false, -15), task.Client.ClientId);
        await OfTaskAsync(task, AssessmentState.NotAttended);
        // The next one is told only when it was held.
        host.Sources.Tell("referrals", Ended(task, held: true, -10), task.Client.ClientId);
        var attended = await OfTaskAsync(task, AssessmentState.Attended);

        (opened.TaskId, opened.ReferralId, opened.Type, opened.Organisation).ShouldBe((task.TaskId, task.ReferralId, "work-ability-assessment", County));
        booked.Appointment.ShouldBe(new AssessmentAppointment { BookedOn = Day(-20), OfTask = true });
        (attended.MissedAppointments, attended.Legs[^1].Kind).ShouldBe((1, AssessmentLegKind.Statement));
        (await host.Database.FactsAsync<AssessmentOrdered>(task.Client.ClientId)).ShouldHaveSingleItem();
        (await host.Database.FactsAsync<AssessmentBooked>(task.Client.ClientId))[0].InformationComplete.ShouldBeFalse();
    }

    [Fact]
    public async Task A_sufficient_statement_brings_the_tasks_completion_and_the_tasks_own_end_changes_nothing_then()
    {
        var task = NewTask(service: "physiotherapy");
        Tell(task);
        var opened = await OfTaskAsync(task, AssessmentState.Ordered);
        host.Sources.Tell("referrals", Ended(task, held: true, -10), task.Client.ClientId);
        await OfTaskAsync(task, AssessmentState.Attended);
        await host.Assessments.RecordStatementAsync(new RecordStatementRequest { AssessmentId = opened.AssessmentId, Type = "functional-statement", Reference = "x", Author = "y" });
        await host.Assessments.JudgeStatementAsync(new JudgeStatementRequest { AssessmentId = opened.AssessmentId, Sufficiency = Sufficiency.Sufficient });

        var completed = (await host.Database.FactsAsync<AssessmentCompleted>(task.Client.ClientId)).ShouldHaveSingleItem();
        (completed.Assessment.TaskId, completed.Outcome).ShouldBe((task.TaskId, "assessment-made"));
        host.Sources.Tell("referrals", Changed(task, "completed", "", 0), task.Client.ClientId);
        var later = NewTask(service: "physiotherapy");
        Tell(later);
        await OfTaskAsync(later, AssessmentState.Ordered);
        (await OfTaskAsync(task, AssessmentState.Sufficient)).Outcome.ShouldBe("assessment-made");
    }

    [Theory]
    [InlineData("cancelled", AssessmentState.Cancelled)]
    [InlineData("rejected", AssessmentState.Cancelled)]
    [InlineData("failed", AssessmentState.Cancelled)]
    [InlineData("entered-in-error", AssessmentState.EnteredInError)]
    public async Task A_task_that_ends_takes_its_assessment_along(string status, AssessmentState state)
    {
        var task = NewTask(service: "functional-assessment");
        Tell(task);
        await OfTaskAsync(task, AssessmentState.Ordered);

        host.Sources.Tell("referrals", Changed(task, status, "", -1), task.Client.ClientId);

        await OfTaskAsync(task, state);
        (await host.Database.FactsAsync<AssessmentEnded>(task.Client.ClientId)).ShouldHaveSingleItem().State.ShouldBe(StateName(state));
    }

    [Fact]
    public async Task A_task_that_moves_has_its_assessment_there_and_no_more_here()
    {
        var task = NewTask(service: "health-check");
        Tell(task);
        await OfTaskAsync(task, AssessmentState.Ordered);

        host.Sources.Tell("referrals", new TaskTransferred { TaskId = task.TaskId, ReferralId = task.ReferralId, ClientId = task.Client.ClientId, From = County, To = City, Service = "health-check", EffectiveAt = At(-2) }, task.Client.ClientId);

        (await OfTaskAsync(task, AssessmentState.Cancelled)).EndReason.ShouldBe("task-moved");
        (await OfTaskAsync(task, AssessmentState.Ordered, City)).Legs[0].FromDay.ShouldBe(Day(-2));
    }

    [Fact]
    public async Task A_health_check_that_its_task_completes_is_closed_with_the_tasks_outcome()
    {
        var task = NewTask(service: "health-check");
        Tell(task);
        await OfTaskAsync(task, AssessmentState.Ordered);
        host.Sources.Tell("referrals", Ended(task, held: true, -3), task.Client.ClientId);
        await OfTaskAsync(task, AssessmentState.Attended);

        host.Sources.Tell("referrals", Changed(task, "completed", "", -2, "referred-on"), task.Client.ClientId);

        (await OfTaskAsync(task, AssessmentState.Closed)).Outcome.ShouldBe("referred-on");
    }

    [Fact]
    public async Task A_task_for_what_is_no_assessment_opens_none()
    {
        var (other, asked) = (NewTask(service: "oral-health"), NewTask(service: "physiotherapy"));
        Tell(other);
        Tell(asked);
        await OfTaskAsync(asked, AssessmentState.Ordered);

        (await host.Assessments.ListAssessmentsAsync(new ListAssessmentsRequest { TaskId = other.TaskId })).Assessments.ShouldBeEmpty();
    }

    private static Timestamp At(int days) => TimeProvider.System.GetUtcNow().AddDays(days).ToTimestamp();

    private static string StateName(AssessmentState state) => state == AssessmentState.Cancelled ? "cancelled" : "entered-in-error";

    private static TaskStatusChanged Changed(TaskRequested task, string status, string business, int day, string outcome = "") => new()
    {
        TaskId = task.TaskId,
        ReferralId = task.ReferralId,
        ClientId = task.Client.ClientId,
        Status = status,
        BusinessStatus = business,
        Outcome = outcome,
        EffectiveAt = At(day),
        Receiver = task.Receiver,
        Service = task.Service,
    };

    private static AppointmentEnded Ended(TaskRequested task, bool held, int day) => new()
    {
        TaskId = task.TaskId,
        ReferralId = task.ReferralId,
        ClientId = task.Client.ClientId,
        Receiver = task.Receiver,
        Service = task.Service,
        Held = held,
        StartsAt = At(day),
        Mode = Mode.InPerson,
    };

    private void Tell(TaskRequested task) => host.Sources.Tell("referrals", task, task.Client.ClientId);

    private async Task<Assessment> OfTaskAsync(TaskRequested task, AssessmentState state, string organisation = County)
    {
        var team = new AssessmentsService.AssessmentsServiceClient(host.As(Role.TeamMember, organisation));
        Assessment? found = null;
        await Eventually.Holds(
            async () => (found = (await team.ListAssessmentsAsync(new ListAssessmentsRequest { TaskId = task.TaskId, State = state })).Assessments.SingleOrDefault()) is not null,
            $"the assessment is {state}");
        return found!;
    }
}
