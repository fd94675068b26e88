using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;

namespace Tyokyky.JobCoaching.Tests.UseCases;

/// <summary>However many contacts there are, lists and the pre-review take as long: they read none. How long is measured by tests/Benchmarks (coach).</summary>
public sealed class CountedAheadTests(CoachingHost host) : IClassFixture<CoachingHost>
{
    [Fact]
    public async Task Caseloads_weeks_and_the_pre_review_read_no_contact_one_by_one()
    {
        var started = await host.StartedAsync();
        await host.Coachings.LogContactAsync(CoachingHost.NewContact(started, await host.EmployerAsync()));
        var caseloads = new CaseloadsService.CaseloadsServiceClient(host.As(Role.Coach, CoachingHost.City));
        await host.Database.ExecuteAsync("REVOKE SELECT ON coaching_contact FROM coaching_app");

        (await caseloads.ListCaseloadsAsync(new ListCaseloadsRequest())).Caseloads.ShouldNotBeEmpty();
        (await caseloads.ListAgendaAsync(new ListAgendaRequest { Span = AgendaSpan.Week })).Items.ShouldNotBeEmpty();
        var preview = await new QualityService.QualityServiceClient(host.As(Role.Coach, CoachingHost.City)).PreviewQualityAsync(
            new PreviewQualityRequest { Set = "IPS-25", FromDay = CoachingHost.Day(-60), ToDay = CoachingHost.Day(0) });

        preview.Items.Single(item => item.Item == 16).N.ShouldBe(1);
        // It would be seen if one did.
        await host.Coachings.ListContactsAsync(new ListContactsRequest { CoachingId = started.CoachingId }).ShouldFail(Grpc.Core.StatusCode.Internal, "INTERNAL");
    }
}
