using Google.Protobuf;
using Shouldly;
using Tyokyky.Contracts.Metrics.V1;
using Tyokyky.Contracts.Operations.V1;
using Xunit;

namespace Tyokyky.Metrics.Tests.Projections;

/// <summary>Projections come from the kept facts and from nothing else.</summary>
public sealed class RebuildTests(MetricsHost host) : IClassFixture<MetricsHost>
{
    private static readonly string[] projections = ["contacts", "referrals", "clients", "team", "coaching", "employers"];

    [Fact]
    public async Task A_rebuild_equals_the_live_projection_and_changes_no_figure()
    {
        var caseload = new RandomCaseload(8, "rebuild");
        await host.FeedAsync(caseload.Draw());
        await host.FeedAsync(caseload.Merges());
        var before = await host.AllFiguresAsync(new Population());

        foreach (var projection in projections)
        {
            var verified = await host.Operations.VerifyProjectionAsync(new VerifyProjectionRequest { Projection = projection });
            (verified.Done, verified.Equal, verified.LiveRows).ShouldBe((true, true, verified.RebuiltRows), $"{projection}: {verified}");
            verified.LiveRows.ShouldBeGreaterThan(0);
            await host.Operations.RebuildProjectionAsync(new RebuildProjectionRequest { Projection = projection, Reason = "Test of the rebuild." });
        }

        (await host.AllFiguresAsync(new Population())).ShouldBe(before);
        await host.FeedAsync(PublishedCaseload.InProgramme("after-rebuild"));
        (await host.AllFiguresAsync(new Population { Programme = "after-rebuild" }))["coaching.employment-coefficient"].ShouldBe(": 39/70 0.56 coefficient");
    }

    [Fact]
    public async Task Every_fact_is_kept_verbatim_also_those_that_nothing_counts()
    {
        var fact = new Contracts.Events.V1.CaseManagerAppointed { ClientId = Facts.Id(), Organisation = Facts.Coaching, FromDay = Facts.Day(2021, 1, 1) };
        await host.FeedAsync([fact]);

        var kept = await host.Database.ScalarAsync<byte[]>($"SELECT data FROM kept_fact WHERE source = 'referrals' AND position = {host.Sources.Heads["referrals"]}");

        kept.ShouldBe(fact.ToByteArray());
    }
}
