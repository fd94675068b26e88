using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Referrals.Tests.Referrals;

public sealed class TaskReactionTests(PathwayHost host) : IClassFixture<PathwayHost>
{
    [Fact]
    public async Task A_case_at_a_team_that_the_task_has_left_does_not_complete_it()
    {
        var (left, kept) = (await TakenAsync(), await TakenAsync());
        host.Sources.Tell("team", Closed(left, ReferralsHost.Stranger), left.ClientId);
        host.Sources.Tell("team", Closed(kept, ReferralsHost.City), kept.ClientId);
        await Eventually.Holds(async () => await StatusAsync(kept) == TaskStatus.Completed, "the task whose case closed completes");

        (await StatusAsync(left)).ShouldBe(TaskStatus.Accepted);
    }

    [Theory]
    [InlineData("consultation")]
    [InlineData("need-ended")]
    public async Task A_task_is_not_completed_with_what_contacts_or_needs_end_in(string outcome)
    {
        var task = await TakenAsync();

        (await host.CoordinatorReferrals.CompleteTaskAsync(new CompleteTaskRequest { TaskId = task.TaskId, Outcome = outcome }).ShouldFail(StatusCode.InvalidArgument, "UNKNOWN_CODE"))
            .Metadata["field"].ShouldBe("outcome");
    }

    [Fact]
    public async Task An_assessment_that_brought_what_was_asked_completes_its_task_taken_or_not()
    {
        var asked = (await host.SubmittedAsync()).Tasks[0];
        var (left, taken) = (await TakenAsync(), await TakenAsync());

        host.Sources.Tell("team", Completed(left, ReferralsHost.Stranger), left.ClientId);
        host.Sources.Tell("team", Completed(taken, ReferralsHost.City), taken.ClientId);
        host.Sources.Tell("team", Completed(asked, ReferralsHost.City), asked.ClientId);
        await Eventually.Holds(async () => await StatusAsync(asked) == TaskStatus.Completed, "the task completes");

        (await StatusAsync(taken)).ShouldBe(TaskStatus.Completed);
        (await StatusAsync(left)).ShouldBe(TaskStatus.Accepted);
    }

    private async Task<Contracts.Referrals.V1.Task> TakenAsync()
    {
        var task = (await host.SubmittedAsync(service: "work-ability-team")).Tasks[0];
        await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = task.TaskId });
        return task;
    }

    private async Task<TaskStatus> StatusAsync(Contracts.Referrals.V1.Task task) =>
        (await host.CoordinatorReferrals.GetReferralAsync(new GetReferralRequest { ReferralId = task.ReferralId })).Referral.Tasks[0].Status;

    private AssessmentCompleted Completed(Contracts.Referrals.V1.Task task, string organisation) => new()
    {
        Assessment = new AssessmentFacets
        {
            AssessmentId = Guid.NewGuid().ToString(),
            TaskId = task.TaskId,
            Client = new ClientFacets { ClientId = task.ClientId },
            Organisation = organisation,
        },
        Outcome = "assessment-made",
        CompletedOn = FinnishTime.DayOf(host.Now).ToDate(),
    };

    private CaseClosed Closed(Contracts.Referrals.V1.Task task, string team) => new()
    {
        CaseId = Guid.NewGuid().ToString(),
        TaskId = task.TaskId,
        Client = new ClientFacets { ClientId = task.ClientId },
        Organisation = team,
        Outcome = "plan-made",
        ClosedOn = FinnishTime.DayOf(host.Now).ToDate(),
    };
}
