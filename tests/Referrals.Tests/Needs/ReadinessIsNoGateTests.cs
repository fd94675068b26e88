using Shouldly;
using Tyokyky.Contracts;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Xunit;

namespace Tyokyky.Referrals.Tests.Needs;

/// <summary>Whatever a client answers about being ready, the same is possible and the same is offered (ADR 22).</summary>
public sealed class ReadinessIsNoGateTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    [Fact]
    public async Task Clients_who_answer_differently_may_do_the_same()
    {
        var unasked = await JourneyAsync("");
        foreach (var readiness in CodeSystem.Get("readiness").Entries.Select(entry => entry.Code))
        {
            (await JourneyAsync(readiness)).ShouldBe(unasked, readiness);
        }
    }

    // What is offered, allowed and done, from a screening to a pathway whose last step comes first.
    private async Task<List<string>> JourneyAsync(string readiness)
    {
        var coordinator = host.As(Role.Coordinator, ReferralsHost.City);
        var referral = await host.SubmittedAsync();
        var screening = (await new EarlyIdentificationService.EarlyIdentificationServiceClient(host.As(Role.Coordinator, ReferralsHost.Agency))
            .ScreenClientAsync(new ScreenClientRequest { ClientId = referral.ClientId, Answers = { "wants-support" }, Readiness = readiness })).Screening;
        var journey = screening.Proposals.Select(proposal => $"proposed {proposal.Rule} {string.Join(' ', proposal.Services)}").ToList();

        var taskId = referral.Tasks[0].TaskId;
        journey.AddRange(await AllowedAsync(taskId));
        await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = taskId });
        await host.CoordinatorReferrals.StartTaskAsync(new StartTaskRequest { TaskId = taskId });
        journey.AddRange(await AllowedAsync(taskId));

        await host.CoordinatorCoordination.AppointCaseManagerAsync(new AppointCaseManagerRequest { ClientId = referral.ClientId, Worker = "owner", WorkerName = "Omistaja" });
        var pathways = new PathwaysService.PathwaysServiceClient(coordinator);
        var pathway = (await pathways.OpenPathwayAsync(new OpenPathwayRequest { ClientId = referral.ClientId, Template = "long-term-unemployed" })).Pathway;
        var last = pathway.Steps[^1];
        await pathways.StartPathwayStepAsync(new StartPathwayStepRequest { StepId = last.StepId });
        var begun = (await pathways.GetPathwayAsync(new GetPathwayRequest { PathwayId = pathway.PathwayId })).Pathway;
        journey.AddRange(begun.Steps.Select(step => $"{step.TemplateStep} {step.Status}"));
        begun.Steps.Single(step => step.StepId == last.StepId).Status.ShouldBe(PathwayStepStatus.Started);
        return journey;
    }

    private async Task<IEnumerable<string>> AllowedAsync(string taskId) =>
        (await host.CoordinatorReferrals.GetAllowedActionsAsync(new GetAllowedActionsRequest { TaskId = taskId })).Actions
            .Select(action => $"{action.Action} {action.Allowed} {action.BlockedReason}");
}
